from pathlib import Path

import pytest

from api.cli.asking import PRESENT, Inquiry
from api.cli.exits import Exit, Stopped, described
from optimizer import Limits
from scenarios.errors import NotAnswered


@pytest.fixture
def inquiry():
    """A question about a portfolio that nobody reads."""
    return Inquiry(
        portfolio=Path("portfolio.json"),
        scenarios=(),
        changes=(),
        baseline=None,
        now=None,
        limits=Limits(deterministic=1, workers=1),
        report=None,
        as_json=False,
    )


def test_the_answer_comes_out_and_the_limits_go_in(inquiry):
    assert inquiry.ask(lambda asker: asker.limits) == inquiry.limits


def test_each_question_is_told_once(inquiry, capsys):
    def question(asker):
        for done in range(2):
            asker.watch(
                type("Step", (), {"done": done, "expected": 2, "question": "q"})
            )

    inquiry.ask(question)

    assert capsys.readouterr().err == "1 of 2: q\n"


def test_a_question_without_an_answer_says_so(inquiry):
    def question(asker):
        raise NotAnswered("There is no budget.")

    with pytest.raises(NotAnswered, match="no budget"):
        inquiry.ask(question)


def test_stopped_before_there_was_anything_is_an_interruption(inquiry):
    def question(asker):
        asker.control.stop.set()
        raise NotAnswered("Stopped before anything was known.")

    with pytest.raises(Stopped) as stopped:
        inquiry.ask(question)

    assert described(stopped.value).exit_code is Exit.INTERRUPTED


def test_without_a_file_the_present_situation_is_meant(inquiry):
    assert inquiry.scenario() is PRESENT
