"""Processes that take requests beside the first: they begin, die and end with it."""

import os
import re
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event
from time import monotonic, sleep

import httpx2
import pytest

from api import counting
from api.cli import companions
from api.cli.companion import bound
from api.cli.companions import Companions, Order, Place

PATIENCE = 120
SHELL = [sys.executable, "-c", "from api.cli.main import main; main()"]
CHOSEN = {"port": 9000}
AT_ONCE = Event()
AT_ONCE.set()
CALL, STAY = "os.write(1, b'!')", "sys.stdin.read()"
"""What companions do: say that they took a job, and wait until nobody is there."""

LISTENS = "0A"
"""The state of a listener in the kernel's table."""

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux shares connections among listeners"
)


def until(holds):
    """Wait until something is so."""
    end = monotonic() + PATIENCE
    while not (found := holds()):
        assert monotonic() < end
        sleep(0.05)
    return found


@pytest.fixture
def keep(monkeypatch):
    """A function from what a companion does to companions that do so, and calls."""
    kept = []

    def begin(*code, count=1, after=AT_ONCE):
        told = f"import os, signal, sys, time; {'; '.join(code)}"
        monkeypatch.setattr(companions, "COMPANION", ("-c", told))
        calls = SimpleQueue()
        kept.append(Companions(count, CHOSEN))
        kept[-1].start((), lambda: calls.put(None), after)
        return kept[-1], calls

    monkeypatch.setattr(companions, "LEAST_PAUSE", 0.01)
    yield begin
    for one in kept:
        one.dismiss(0)
        one.wait()


def test_each_is_told_what_to_do_and_calls(keep, tmp_path):
    told = "open(str(os.getpid()), 'w').write(sys.stdin.readline())"
    _, calls = keep(f"os.chdir({str(tmp_path)!r})", told, CALL, STAY, count=2)
    for _ in range(2):
        calls.get(timeout=PATIENCE)
    found = [Order.model_validate_json(one.read_text()) for one in tmp_path.iterdir()]
    assert found == [Order(chosen=CHOSEN, places=())] * 2


def test_they_begin_when_there_is_time_for_them(keep):
    later = Event()
    _, calls = keep(CALL, STAY, after=later)
    with pytest.raises(Empty):
        calls.get(timeout=0.3)
    later.set()
    calls.get(timeout=PATIENCE)


def test_those_that_are_dismissed_before_they_begin_never_do(keep):
    later = Event()
    kept, calls = keep(CALL, STAY, after=later)
    kept.dismiss(PATIENCE)
    kept.wait()
    later.set()
    assert calls.empty()


def test_one_that_only_says_that_it_lives_calls_nobody(keep):
    _, calls = keep("os.write(1, b'...')", "os.write(1, b'!')", STAY)
    calls.get(timeout=PATIENCE)
    assert calls.empty()


def test_one_that_dies_is_started_again(keep, caplog):
    _, calls = keep(CALL, "sys.exit(7)")
    for _ in range(3):
        calls.get(timeout=PATIENCE)
    assert "is started again: code 7" in caplog.text


def test_one_that_hangs_is_ended_and_started_again(keep, monkeypatch, caplog):
    monkeypatch.setattr(companions, "SILENCE", 0.2)
    keep(STAY)
    until(lambda: "is started again: signal SIGKILL" in caplog.text)


def test_one_that_dies_before_it_hears_anything_is_started_again(keep, caplog):
    keep("os._exit(4)")
    until(lambda: caplog.text.count("is started again: code 4") > 1)


def test_one_that_cannot_be_started_is_tried_again(keep, monkeypatch, caplog):
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    kept, _ = keep(STAY)
    until(lambda: caplog.text.count("/nowhere/python") > 1)
    monkeypatch.undo()
    assert kept.count == 1


def test_those_that_are_dismissed_are_not(keep, caplog):
    kept, calls = keep(CALL, STAY)
    calls.get(timeout=PATIENCE)
    kept.dismiss(PATIENCE)
    kept.wait()
    assert calls.empty()
    assert "started again" not in caplog.text


def test_one_that_does_not_end_is_ended(keep, monkeypatch, tmp_path):
    deaf = "signal.signal(signal.SIGTERM, signal.SIG_IGN)"
    known = f"open({str(tmp_path / 'pid')!r}, 'w').write(str(os.getpid()))"
    kept, calls = keep(deaf, known, CALL, "signal.pause()")
    calls.get(timeout=PATIENCE)
    monkeypatch.setattr(companions, "PATIENCE", 0.1)
    kept.dismiss(0)
    kept.wait()
    until(lambda: not lives((tmp_path / "pid").read_text()))


def test_what_a_companion_answers_does_not_wait_for_more():
    with socket.create_server(("127.0.0.1", 0), reuse_port=True) as first:
        at = Place(family=first.family, at=first.getsockname())
        with bound(at) as shared:
            assert shared.getsockname() == first.getsockname()
            # Of other protocols asyncio leaves it to the kernel when to send.
            assert shared.proto == socket.IPPROTO_TCP


def test_what_killed_servers_have_counted_is_removed(tmp_path, monkeypatch):
    monkeypatch.setattr(counting, "MEMORY", tmp_path)
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    for name in (f"{counting.NAME}{gone.pid}-x", f"{counting.NAME}{os.getpid()}-x"):
        (tmp_path / name).mkdir()
    with counting.together(1):
        (mine,) = tmp_path.glob(f"{counting.NAME}{os.getpid()}-[!x]*")
        assert os.environ[counting.FOLDER] == str(mine)
    assert [one.name for one in tmp_path.iterdir()] == [
        f"{counting.NAME}{os.getpid()}-x"
    ]
    with counting.together(0):
        assert counting.FOLDER not in os.environ


class Serving:
    """A server of two processes that leaves jobs alone, and what it told."""

    def __init__(self, folder, port=0):
        self.process = subprocess.Popen(
            [*SHELL, "serve", "--no-solver", "--port", str(port)],
            stderr=subprocess.PIPE,
            text=True,
            cwd=folder,
            env=os.environ | {"PYTHONPATH": os.getcwd(), "QUARTERDECK_SERVERS": "2"},
        )
        self.told = ""

    def hear(self, wanted):
        """Wait until it says something, and return that."""
        while not (found := re.search(wanted, self.told)):
            line = self.process.stderr.readline()
            assert line, self.told
            self.told += line
        return found[0]

    @property
    def companions(self):
        """The numbers of its companions that answer."""
        children = Path(f"/proc/{self.process.pid}/task").glob("*/children")
        found = {int(pid) for one in children for pid in one.read_text().split()}
        return {pid for pid in found if b"companion" in command(pid) and listens(pid)}

    def end(self):
        """End it at once."""
        self.process.kill()
        self.process.wait()
        self.process.stderr.close()


def lives(pid):
    """Whether there is a process."""
    return Path(f"/proc/{pid}").exists()


def command(pid):
    """What a process was started with; nothing if it is gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b""


def sockets(pid):
    """The sockets that a process has; none if it is gone."""
    found = set()
    with suppress(FileNotFoundError, ProcessLookupError):
        for file in Path(f"/proc/{pid}/fd").iterdir():
            with suppress(FileNotFoundError):
                found.add(os.readlink(file))
    return found


def table():
    """State, port at the other end and inode of every connection and listener."""
    for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
        fields = line.split()
        yield fields[3], int(fields[2].rpartition(":")[2], 16), fields[9]


def listens(pid):
    """Whether a process has a socket that others may connect to."""
    inodes = {inode for state, _, inode in table() if state == LISTENS}
    return not sockets(pid).isdisjoint(f"socket:[{inode}]" for inode in inodes)


def taken(connection):
    """The socket of whoever took a connection; none while nobody has."""
    mine = connection.getsockname()[1]
    inodes = (inode for _, port, inode in table() if port == mine and inode != "0")
    return next((f"socket:[{inode}]" for inode in inodes), None)


def connected_to(pid, url):
    """A connection that a process has taken; those that others took are closed."""
    host, port = url.removeprefix("http://").split(":")
    while True:
        connection = socket.create_connection((host, int(port)), timeout=PATIENCE)
        if until(partial(taken, connection)) in sockets(pid):
            return connection
        connection.close()


def requests_at(url, key, count):
    """Ask so often, each time anew; return how many answers are counted in all."""
    headers = {"Authorization": f"Bearer {key}", "Connection": "close"}
    for _ in range(count):
        assert httpx2.get(f"{url}/v1/portfolios", headers=headers).status_code == 200
    told = httpx2.get(f"{url}/metrics", headers=headers).text
    return float(re.search(r'_total{.*portfolios",status="200"} (\S+)', told)[1])


def test_a_server_and_its_companions_are_one_to_everybody(tmp_path):
    first = Serving(tmp_path)
    try:
        url = first.hear(r"http://[\d.:]+")
        key = first.hear(r"qd_\S+")
        before = until(lambda: first.companions)
        assert requests_at(url, key, 60) == 60

        other = Serving(tmp_path, port=int(url.rpartition(":")[2]))
        other.hear("address already in use")
        assert other.process.wait(PATIENCE) != 0
        other.end()

        os.kill(min(before), signal.SIGKILL)
        first.hear("is started again: signal SIGKILL")
        after = until(lambda: first.companions)
        assert not before & after
        assert requests_at(url, key, 20) == 80

        (companion,) = after
        with connected_to(companion, url) as begun:
            begun.sendall(
                "POST /v1/portfolios HTTP/1.1\r\nHost: here\r\nContent-Length: 2\r\n"
                f"Content-Type: application/json\r\nAuthorization: Bearer {key}\r\n\r\n{{".encode()
            )
            for pid in (companion, first.process.pid):  # as systemd tells all of them
                os.kill(pid, signal.SIGTERM)
            until(lambda: not listens(companion) and not listens(first.process.pid))
            begun.sendall(b"}")
            assert begun.recv(4096).startswith(b"HTTP/1.1 422")
        assert first.process.wait(PATIENCE) == 0
        assert not lives(companion)
    finally:
        first.end()


def test_companions_end_with_a_server_that_is_killed(tmp_path):
    first = Serving(tmp_path)
    try:
        first.hear("listens at")
        found = until(lambda: first.companions)
    finally:
        first.end()
    until(lambda: not any(map(lives, found)))
