"""A conflict is one, and none of its members is too many: an oracle is the judge."""

import pytest

from benchmarks.fuzz.conflicts import conflict_of_seed

WITHOUT_A_PLAN = (
    *(30_000, 30_006, 30_007, 30_011, 30_012, 30_013, 30_015, 30_017, 30_018, 30_019),
    *(30_022, 30_024, 30_026, 30_030, 30_031, 30_034, 30_036, 30_038, 30_043, 30_044),
    *(30_045, 30_046, 30_048, 30_049, 30_052, 30_053, 30_055, 30_056, 30_057, 30_058),
    *(30_059, 30_061),
)
"""Seeds whose cases have no plan if every project is mandatory."""
HOPELESS = (30_033, 30_040, 30_054)
"""Likewise, and whatever people could drop does not help."""


@pytest.mark.parametrize("seed", WITHOUT_A_PLAN)
def test_the_members_cannot_all_hold_and_without_any_one_they_can(seed):
    found = conflict_of_seed(seed)
    assert found.core.minimal
    assert list(found.complaints()) == []


@pytest.mark.parametrize("seed", HOPELESS)
def test_where_nothing_that_people_could_drop_helps_no_rule_is_blamed(seed):
    found = conflict_of_seed(seed)
    assert found.core.hopeless
    assert found.core.rules == ()
    assert list(found.complaints()) == []


@pytest.mark.parametrize("seed", WITHOUT_A_PLAN[:3])
def test_the_same_question_finds_the_same_conflict(seed):
    first, second = conflict_of_seed(seed), conflict_of_seed(seed)
    assert [rule.key for rule in first.core.rules] == [
        rule.key for rule in second.core.rules
    ]
