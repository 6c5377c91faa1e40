from pathlib import Path

import pytest

from benchmarks.instances import Instance
from benchmarks.record import Answer, Settings, append, key, read, record
from optimizer.plan.goals import Measure

AROUND = {"cores": 2, "machine": "any", "versions": {"python": "3.11"}}


@pytest.fixture
def instance():
    """An instance known to lie between 10 and 12."""
    return Instance(
        "psplib/j30", "x.sm", Path("x.sm"), Measure.MAKESPAN, 10, 12, False, ""
    )


def answered(instance, **answer):
    return record(
        instance, Settings(), Answer(**{"status": "feasible", **answer}), AROUND
    )


@pytest.mark.parametrize(
    ("value", "bound", "gap"),
    [(12, 12, 0), (12, 9, 0.25), (0.5, 0, 0.5), (12, None, None), (None, 9, None)],
)
def test_the_gap_is_relative_to_the_larger_and_at_least_to_one(
    instance, value, bound, gap
):
    assert answered(instance, value=value, bound=bound).gap == gap


@pytest.mark.parametrize(
    ("answer", "bug"),
    [
        pytest.param(
            {"value": 9, "bound": 9}, "value 9 below the known bound 10", id="value"
        ),
        pytest.param(
            {"value": 13, "bound": 13}, "bound 13 above the known value 12", id="bound"
        ),
        pytest.param(
            {"value": 11, "bound": 12}, "value 11 below its own bound 12", id="crossed"
        ),
        pytest.param(
            {"value": 11, "measured": 12}, "value 11 measured as 12", id="measured"
        ),
        pytest.param(
            {"value": 12, "bound": 11, "status": "optimal"},
            "called optimal at 12 with a bound of 11",
            id="optimal",
        ),
        pytest.param(
            {"value": 11, "accepted": False, "broken": ("hours",)},
            "the checker refuses the plan: hours",
            id="refused",
        ),
        pytest.param(
            {"status": "infeasible"},
            "called infeasible, and it is not",
            id="infeasible",
        ),
    ],
)
def test_what_cannot_be_true_is_a_bug(instance, answer, bug):
    assert answered(instance, **answer).bugs == (bug,)


@pytest.mark.parametrize(
    "answer",
    [
        {"value": 12, "bound": 10, "measured": 12, "accepted": True},
        {
            "value": 10,
            "bound": 10,
            "measured": 10,
            "accepted": True,
            "status": "optimal",
        },
        {"value": 14, "bound": 3, "measured": 14, "accepted": True},
        {"value": 12.0000001, "bound": 12, "status": "optimal"},
        {"status": "killed"},
    ],
)
def test_what_can_be_true_is_none(instance, answer):
    assert answered(instance, **answer).bugs == ()


def test_only_an_accepted_plan_is_solved(instance):
    values = {"value": 11, "bound": 11, "status": "optimal"}
    assert answered(instance, **values, accepted=True).proven
    assert not answered(instance, **values, accepted=None).solved
    assert not answered(instance, **values, accepted=False).proven


def test_a_record_survives_its_file(instance, tmp_path):
    file = tmp_path / "out.jsonl"
    found = answered(instance, value=9, bound=9, accepted=True)
    append(file, found)
    assert read(file) == (found,)


def test_the_last_line_of_the_same_run_counts(instance, tmp_path):
    file = tmp_path / "out.jsonl"
    for status in ("crashed", "feasible"):
        append(file, answered(instance, status=status))
    assert [r.status for r in read(file)] == ["feasible"]


def test_a_broken_line_is_located(tmp_path):
    file = tmp_path / "out.jsonl"
    file.write_text('{"engine": "quarterdeck"}\n')
    with pytest.raises(ValueError, match=r"out.jsonl:1 is no record"):
        read(file)


def test_other_settings_are_another_run(instance):
    found = answered(instance)
    assert found.key == key("psplib/j30", "x.sm", Settings())
    assert found.key != key("psplib/j30", "x.sm", Settings(seed=1))
    assert found.key != key("psplib/j30", "x.sm", Settings(engine="pyjobshop"))


def test_better_than_best_known_is_negative(instance):
    found = answered(instance, value=11, bound=8)
    assert found.over_best == pytest.approx(-1 / 12)
    assert found.under_best == pytest.approx(2 / 10)
