"""`quarterdeck serve`: what it tells, where it listens, and how it ends."""

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from api.cli.exits import Refused
from api.cli.serving import (
    Server,
    address,
    begun,
    first_host,
    is_loopback,
    settings_of,
)
from api.settings import Settings
from api.storage import tables
from api.storage.database import Database

SHELL = [sys.executable, "-c", "from api.cli.main import main; main()"]


@pytest.fixture
def settings(tmp_path):
    """Settings of a service that nobody has started yet."""
    return Settings(data_folder=tmp_path / "data")


def test_the_key_is_told_at_the_first_start_only(settings, capsys):
    assert begun(settings) is False
    assert re.search(r"^  qd_[\w-]{43}$", capsys.readouterr().err, re.MULTILINE)
    assert begun(settings) is True
    assert "qd_" not in capsys.readouterr().err


def test_no_start_is_open_to_others_where_nobody_can_administer(settings, capsys):
    begun(settings)
    database = Database.open(settings)
    with database.writing() as session:
        (key,) = session.query(tables.Key)
        key.expires_at = datetime(2020, 1, 1, tzinfo=UTC)
    database.close()
    capsys.readouterr()
    assert begun(settings) is False
    assert "quarterdeck users key" in capsys.readouterr().err


def test_only_a_trusted_proxy_says_for_whom_it_asks(settings):
    async def told(scope, _receive, _send):
        seen.append((scope["client"][0], scope["scheme"]))

    seen = []
    trusting = settings.model_copy(update={"trusted_proxies": "10.1.0.0/16"})
    config = Server(told, trusting, "127.0.0.1").config
    config.load()
    for peer in ("10.1.2.3", "127.0.0.1"):
        scope = {
            "type": "http",
            "client": (peer, 1),
            "scheme": "http",
            "headers": [
                (b"x-forwarded-for", b"192.0.2.66, 192.0.2.7"),
                (b"x-forwarded-proto", b"https"),
            ],
        }
        # In a thread of its own: the browser of other tests keeps a loop in this one.
        with ThreadPoolExecutor(1) as apart:
            apart.submit(asyncio.run, config.loaded_app(scope, None, None)).result()
    assert seen == [("192.0.2.7", "https"), ("127.0.0.1", "http")]


@pytest.mark.parametrize(
    ("wanted", "given"),
    [
        ("127.0.0.1", "127.0.0.1"),
        ("::1", "::1"),
        ("localhost", "localhost"),
        ("0.0.0.0", "127.0.0.1"),
        ("::", "127.0.0.1"),
        ("example.org", "127.0.0.1"),
    ],
)
def test_such_a_start_listens_on_this_machine_only(wanted, given):
    assert first_host(wanted) == given
    assert is_loopback(wanted) == (wanted == given)


def test_an_address_is_told_as_a_browser_takes_it():
    assert address("127.0.0.1", 80) == "http://127.0.0.1:80"
    assert address("::1", 80) == "http://[::1]:80"


def test_a_wrong_setting_is_named(monkeypatch):
    monkeypatch.setenv("QUARTERDECK_CHILDREN", "none")
    with pytest.raises(Refused, match=r"children .*'none'"):
        settings_of({})


def test_it_serves_until_it_is_told_to_stop(tmp_path):
    served = subprocess.Popen(
        [*SHELL, "serve", "--port", "0"],
        stderr=subprocess.PIPE,
        text=True,
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": os.getcwd()},
    )
    try:
        told = ""
        while "listens at" not in told:
            line = served.stderr.readline()
            assert line, told
            told += line
        at = re.search(r"http://[\d.:]+", told)[0]
        with urllib.request.urlopen(f"{at}/ready") as answer:
            ready = {"database": True, "jobs": True, "workers": 1}
            assert json.load(answer) == ready
        assert (tmp_path / "quarterdeck-data").is_dir()
        served.send_signal(signal.SIGINT)
        assert served.wait(200) == 0
        assert served.stderr.read() == ""
    finally:
        served.kill()
        served.wait()
        served.stderr.close()
