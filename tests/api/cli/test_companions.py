"""Processes that take requests beside the first: they begin, die and end with it."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from queue import SimpleQueue
from time import monotonic, sleep

import httpx2
import pytest

from api.cli import companions
from api.cli.companions import Companions, Order

PATIENCE = 120
SHELL = [sys.executable, "-c", "from api.cli.main import main; main()"]
ORDER = Order(chosen={"port": 9000}, places=())

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

    def begin(code, count=1):
        monkeypatch.setattr(companions, "COMPANION", ("-c", code))
        monkeypatch.setattr(companions, "PAUSE_SECONDS", 0.0)
        calls = SimpleQueue()
        kept.append(Companions(count, ORDER, lambda: calls.put(None)))
        kept[-1].start()
        return kept[-1], calls

    yield begin
    for one in kept:
        one.dismiss()
        one.wait(0)


def test_each_is_told_what_to_do_and_calls(keep, tmp_path):
    told = "open(str(os.getpid()), 'w').write(sys.stdin.readline()); print(); "
    code = f"import os, sys; os.chdir({str(tmp_path)!r}); {told}"
    _, calls = keep(f"{code}sys.stdout.flush(); sys.stdin.read()", count=2)
    for _ in range(2):
        calls.get(timeout=PATIENCE)
    found = [Order.model_validate_json(one.read_text()) for one in tmp_path.iterdir()]
    assert found == [ORDER, ORDER]


def test_one_that_dies_is_started_again(keep, caplog):
    _, calls = keep("import sys; print(flush=True); sys.exit(7)")
    for _ in range(3):
        calls.get(timeout=PATIENCE)
    assert "is started again: code 7" in caplog.text


def test_those_that_are_dismissed_are_not(keep, caplog):
    kept, calls = keep("import sys; print(flush=True); sys.stdin.read()")
    calls.get(timeout=PATIENCE)
    kept.dismiss()
    kept.wait(PATIENCE)
    assert calls.empty()
    assert "started again" not in caplog.text


def test_one_that_does_not_end_is_ended(keep, monkeypatch, tmp_path):
    known = f"open({str(tmp_path / 'pid')!r}, 'w').write(str(os.getpid())); "
    deaf = "import os, signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); "
    kept, calls = keep(f"{deaf}{known}print(flush=True); signal.pause()")
    calls.get(timeout=PATIENCE)
    monkeypatch.setattr(companions, "PATIENCE", 0.1)
    kept.dismiss()
    kept.wait(0)
    until(lambda: not lives((tmp_path / "pid").read_text()))


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
    """What a process was started with."""
    return Path(f"/proc/{pid}/cmdline").read_bytes()


def listens(pid):
    """Whether a process has a socket that others may connect to."""
    listening = {
        line.split()[9]
        for line in Path("/proc/net/tcp").read_text().splitlines()[1:]
        if line.split()[3] == "0A"
    }
    return any(
        re.fullmatch(r"socket:\[(\d+)\]", link) and link[8:-1] in listening
        for link in links(pid)
    )


def links(pid):
    """What the open files of a process are."""
    found = []
    for file in Path(f"/proc/{pid}/fd").iterdir():
        try:
            found.append(os.readlink(file))
        except FileNotFoundError:
            continue
    return found


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

        first.process.send_signal(signal.SIGTERM)
        assert first.process.wait(PATIENCE) == 0
        assert not any(map(lives, after))
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
