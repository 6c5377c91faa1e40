import os
import signal
import subprocess
import sys
import threading

import pytest

from api.cli.interruptible import run
from api.cli.progress import Lines
from optimizer.errors import InvalidPortfolio
from optimizer.plan.outcome import Point


def test_a_search_runs_to_its_end_and_its_points_are_shown(capsys):
    def search(control):
        control.report(Point(seconds=0.1, tier="value", value=5.0))
        return "answer"

    assert run(search, Lines()) == "answer"
    assert "value: 5" in capsys.readouterr().err


def test_ctrl_c_asks_the_search_for_what_it_has(capsys):
    def search(control):
        os.kill(os.getpid(), signal.SIGINT)
        return "best so far" if control.stop.wait(timeout=200) else "never asked"

    assert run(search, Lines()) == "best so far"
    assert "best plan so far" in capsys.readouterr().err


def test_ctrl_c_means_what_it_meant_before_once_the_search_is_over():
    before = signal.getsignal(signal.SIGINT)
    run(lambda _: None, Lines())
    assert signal.getsignal(signal.SIGINT) is before


def test_the_search_does_not_run_in_the_thread_that_hears_ctrl_c():
    assert (
        run(lambda _: threading.current_thread(), Lines())
        is not threading.main_thread()
    )


def test_an_error_of_the_search_comes_out():
    def search(_):
        raise InvalidPortfolio([])

    with pytest.raises(InvalidPortfolio):
        run(search, Lines())


def test_a_second_ctrl_c_gives_up_at_once():
    script = (
        "import os, signal, time\n"
        "from api.cli.interruptible import run\n"
        "from api.cli.progress import Lines\n"
        "def search(control):\n"
        "    os.kill(os.getpid(), signal.SIGINT)\n"
        "    control.stop.wait()\n"
        "    os.kill(os.getpid(), signal.SIGINT)\n"
        "    time.sleep(200)\n"
        "run(search, Lines())\n"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 130


def test_ctrl_c_before_a_search_ends_without_a_word():
    interrupted = (
        "import os, signal, time\n"
        "from api.cli import main\n"
        "def loading():\n"
        "    try:\n"
        "        os.kill(os.getpid(), signal.SIGINT)\n"
        "        time.sleep(200)\n"
        "    except BaseException: pass\n"
        "main.app = loading\n"
        "main.main()\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", interrupted], capture_output=True, check=False
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (130, b"", b"")
