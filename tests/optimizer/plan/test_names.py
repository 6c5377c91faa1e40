"""What makes a plan unreadable: all of it at once, each with its place."""

import pytest

from optimizer.errors import InvalidPlan
from optimizer.plan import Engagement, Ledger
from optimizer.portfolio.people import Offer
from optimizer.portfolio.work import Mode
from tests.optimizer.plan.tiny import (
    bare,
    demand,
    engineer,
    fixed,
    plan,
    portfolio,
    project,
    team,
    week,
)


@pytest.fixture
def work():
    """Fixed package A and package M with two modes, of project P; Ida on offer."""
    modes = (
        Mode(id="slow", duration=4, demands=(demand("ops"),)),
        Mode(id="fast", duration=2, demands=(demand("dev"),)),
    )
    return portfolio(
        project("P", fixed("A"), bare("M", None, modes=modes)),
        offers=(Offer(engineer=engineer("Ida")),),
    )


def issues(answer, work):
    with pytest.raises(InvalidPlan) as caught:
        Ledger(answer, work)
    return [(issue.code, issue.where, issue.message) for issue in caught.value.issues]


def test_a_plan_of_known_names_is_read(work):
    answer = plan(
        {"A": (0, 2), "M": (2, 4, "slow")},
        team("A", "Ann") | {("M", "Ida", "ops"): None},
        engagements=(Engagement(offer="Ida", first=week(0), last=week(9)),),
    )
    assert set(Ledger(answer, work).runs) == {"A", "M"}


@pytest.mark.parametrize(
    ("runs", "staff", "selected", "found"),
    [
        pytest.param(
            {},
            {},
            ("Q",),
            [("selected/Q", "no project 'Q'; it could be P.")],
            id="a project",
        ),
        pytest.param(
            {"B": (0, 2)},
            {},
            (),
            [("packages/B", "no package 'B'; it could be A, M.")],
            id="a package",
        ),
        pytest.param(
            {"M": (0, 2, "fst")},
            {},
            (),
            [("packages/M", "no mode 'fst'; did you mean 'fast'?")],
            id="a mode",
        ),
        pytest.param(
            {"M": (0, 2)},
            {},
            (),
            [("packages/M", "no mode 'default'; it could be fast, slow.")],
            id="a mode that is left out",
        ),
        pytest.param(
            {"A": (0, 2)},
            team("A", "An"),
            (),
            [("assignments/An/A/dev", "no engineer 'An'; did you mean 'Ann'?")],
            id="a person",
        ),
        pytest.param(
            {},
            team("B", "Ann"),
            (),
            [("assignments/Ann/B/dev", "no package 'B'; it could be A, M.")],
            id="a package of an assignment",
        ),
        pytest.param(
            {"A": (0, 2)},
            {("A", "Ann", "qa"): None},
            (),
            [("assignments/Ann/A/qa", "no demand 'qa'; it could be dev.")],
            id="a demand",
        ),
        pytest.param(
            {"M": (0, 2, "fast")},
            {("M", "Ann", "ops"): None},
            (),
            [("assignments/Ann/M/ops", "no demand 'ops'; it could be dev.")],
            id="a demand of another mode",
        ),
        pytest.param(
            {},
            {("M", "Ann", "qa"): None},
            (),
            [("assignments/Ann/M/qa", "no demand 'qa'; it could be dev, ops.")],
            id="a demand of any mode",
        ),
    ],
)
def test_an_unknown_name_is_found(work, runs, staff, selected, found):
    assert issues(plan(runs, staff, selected), work) == [
        ("unknown_reference", where, f"The portfolio has {message}")
        for where, message in found
    ]


def test_the_only_mode_of_a_package_has_any_name(work):
    assert Ledger(plan({"A": (0, 2, "whatever")}), work).runs["A"].mode.duration == 2


def test_an_unknown_offer_is_found_and_an_engineer_is_no_offer(work):
    spans = tuple(
        Engagement(offer=name, first=week(0), last=week(1)) for name in ("Ann", "Ida")
    )
    assert issues(plan({}, engagements=spans), work) == [
        (
            "unknown_reference",
            "engagements/Ann",
            "The portfolio has no offer 'Ann'; it could be Ida.",
        )
    ]


def test_things_listed_twice_are_found(work):
    once = plan({"A": (0, 2)}, team("A", "Ann"))
    twice = once.replace(packages=once.packages * 2, assignments=once.assignments * 2)
    assert issues(twice, work) == [
        ("duplicate", "packages/A", "A is listed twice in packages; list it once."),
        (
            "duplicate",
            "assignments/Ann/A/dev",
            "Ann/A/dev is listed twice in assignments; list it once.",
        ),
    ]


def test_all_issues_are_reported_at_once(work):
    answer = plan({"B": (0, 2)}, {("B", "Zoe"): None}, ("X", "Y"))
    assert [where for _, where, _ in issues(answer, work)] == [
        "selected/X",
        "selected/Y",
        "packages/B",
        "assignments/Zoe/B/dev",
        "assignments/Zoe/B/dev",
    ]


def test_names_that_cannot_be_are_said_so_and_long_lists_are_cut():
    answer = plan(
        {}, engagements=(Engagement(offer="Ida", first=week(0), last=week(1)),)
    )
    assert issues(answer, portfolio(bare("A")))[0][2] == (
        "The portfolio has no offer 'Ida'; no offer may be named here."
    )
    many = portfolio(*(bare(f"package {i}") for i in range(7)))
    assert issues(plan({"zzz": (0, 2)}), many)[0][2] == (
        "The portfolio has no package 'zzz'; it could be package 0, package 1, "
        "package 2, package 3, package 4 and 2 more."
    )
    five = portfolio(*(bare(f"package {i}") for i in range(5)))
    assert issues(plan({"zzz": (0, 2)}), five)[0][2].endswith("package 4.")


def test_among_very_many_names_no_similar_one_is_looked_for():
    few = portfolio(*(bare(f"A{i}") for i in range(500)))
    many = portfolio(*(bare(f"A{i}") for i in range(501)))
    assert issues(plan({"A17x": (0, 2)}), few)[0][2].endswith("did you mean 'A17'?")
    assert "it could be" in issues(plan({"A17x": (0, 2)}), many)[0][2]
