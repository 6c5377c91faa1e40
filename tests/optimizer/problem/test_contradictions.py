from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from benchmarks.fuzz.exhaustive import best
from optimizer.plan import Assignment, Plan, ScheduledPackage
from optimizer.portfolio.issue import Severity
from optimizer.portfolio.portfolio import Portfolio
from optimizer.problem.contradictions import contradictions
from optimizer.problem.contradictions.seats import all_seated
from tests.strategies import tiny_cases

MONDAYS = ("2026-01-05", "2026-01-12", "2026-01-19", "2026-01-26")
SECOND_FRIDAY = "2026-01-16"
DRIVEN = {"staffing": "effort_team", "duration": None}
POOL = {"staffing": "pool"}


@pytest.fixture
def portfolio_of():
    """Build four weeks of Ana and Bo with one optional project P of one package w."""

    def build(package=None, project=None, packages=None, **fields):
        work = {
            "id": "w",
            "duration": 2,
            "demands": [{"skill": "java"}],
            **(package or {}),
        }
        goal = {
            "id": "P",
            "value": 10,
            "packages": packages or [work],
            **(project or {}),
        }
        people = [
            {"id": "Ana", "skills": {"java": {}, "test": {}}},
            {"id": "Bo", "skills": {"java": {}}},
        ]
        timeline = {"start": MONDAYS[0], "horizon": 4}
        given = {"timeline": timeline, "engineers": people, "projects": [goal]}
        return Portfolio.model_validate({**given, **fields})

    return build


@pytest.fixture
def codes(portfolio_of):
    """Return project → codes of what makes it impossible."""

    def found(now=None, baseline=None, **changes):
        found = contradictions(portfolio_of(**changes), now, baseline)
        return {project: [it.code for it in why] for project, why in found.items()}

    return found


def demand(skill="java", **fields):
    return {"demands": [{"skill": skill, **fields}]}


def two(**fields):
    return {"demands": [{"skill": "java"}, {"skill": "test", **fields}]}


LAB = {
    "id": "lab",
    "capacity": 1,
    "changes": [{"first": MONDAYS[1], "last": MONDAYS[1], "capacity": 0}],
}


@pytest.mark.parametrize(
    ("bad", "code", "good"),
    [
        pytest.param(
            {"earliest": MONDAYS[3]},
            "window_too_short",
            {"earliest": MONDAYS[2]},
            id="earliest against the horizon",
        ),
        pytest.param(
            {"latest": "2026-01-09"},
            "window_too_short",
            {"latest": SECOND_FRIDAY},
            id="latest",
        ),
        pytest.param(
            {"earliest": MONDAYS[1], "locks": {"start_on": MONDAYS[0]}},
            "window_too_short",
            {"earliest": MONDAYS[1], "locks": {"start_on": MONDAYS[1]}},
            id="start before the window",
        ),
        pytest.param(
            {"locks": {"start_on": MONDAYS[1], "start_from": MONDAYS[2]}},
            "window_too_short",
            {"locks": {"start_on": MONDAYS[2], "start_from": MONDAYS[2]}},
            id="two start locks",
        ),
        pytest.param(
            {**DRIVEN, **demand(effort=161, team_max=1)},
            "window_too_short",
            {**DRIVEN, **demand(effort=160, team_max=1)},
            id="too long for one",
        ),
        pytest.param(
            {**POOL, **demand(effort=321)},
            "too_few_hours",
            {**POOL, **demand(effort=320), "duration": 4},
            id="hours of a pool",
        ),
        pytest.param(
            demand("go"),
            "too_few_qualified",
            demand("test"),
            id="a skill that nobody has",
        ),
        pytest.param(
            demand(level=4),
            "too_few_qualified",
            demand(level=3),
            id="a level that nobody has",
        ),
        pytest.param(
            demand(headcount=3),
            "too_few_qualified",
            demand(headcount=2),
            id="a headcount",
        ),
        pytest.param(
            {**DRIVEN, **demand(effort=8, team_min=3)},
            "too_few_qualified",
            {**DRIVEN, **demand(effort=8, team_min=2)},
            id="a smallest team",
        ),
        pytest.param(
            {**POOL, **demand("go", effort=8)},
            "too_few_qualified",
            {**POOL, **demand("go", effort=0)},
            id="a pool of nobody",
        ),
        pytest.param(
            {**two(), "locks": {"must_not": ["Bo"]}},
            "too_few_qualified",
            two(),
            id="one person for two demands",
        ),
        pytest.param(
            {"demands": [{"skill": "java", "engineers": ["Ana"]}, {"skill": "test"}]},
            "too_few_qualified",
            {"demands": [{"skill": "java", "engineers": ["Bo"]}, {"skill": "test"}]},
            id="two demands for the same person",
        ),
        pytest.param(
            {**demand("test"), "locks": {"must": ["Bo"]}},
            "contradictory_locks",
            {**demand("test"), "locks": {"must": ["Ana"]}},
            id="must without the skill",
        ),
        pytest.param(
            {"locks": {"must": ["Bo"], "must_not": ["Bo"]}},
            "contradictory_locks",
            {"locks": {"must": ["Bo"], "must_not": ["Ana"]}},
            id="must and must not",
        ),
        pytest.param(
            {"locks": {"must": ["Ana", "Bo"]}},
            "contradictory_locks",
            {"locks": {"must": ["Ana", "Bo"]}, **demand(headcount=2)},
            id="more than the team holds",
        ),
    ],
)
def test_a_package_that_cannot_be_done_makes_its_project_impossible(
    codes, bad, code, good
):
    assert codes(package=bad) == {"P": [code]}
    assert codes(package=good) == {}


def test_a_team_has_the_hours_of_its_window_and_no_more(codes):
    away = {"first": MONDAYS[0], "last": SECOND_FRIDAY}
    engineers = [{"id": "Ana", "skills": {"java": {}}, "absences": [away]}]
    for effort, found in ((80.01, {"P": ["too_few_hours"]}), (80, {})):
        package = {**DRIVEN, **demand(effort=effort)}
        assert codes(package=package, engineers=engineers) == found


@pytest.mark.parametrize(
    ("project", "found"),
    [
        pytest.param(
            {"release": MONDAYS[3]}, {"P": ["window_too_short"]}, id="release too late"
        ),
        pytest.param({"release": MONDAYS[2]}, {}, id="release just in time"),
        pytest.param(
            {"deadline": "2026-01-09"},
            {"P": ["window_too_short"]},
            id="deadline too early",
        ),
        pytest.param({"deadline": SECOND_FRIDAY}, {}, id="deadline just in time"),
    ],
)
def test_release_and_deadline_of_the_project_count(codes, project, found):
    assert codes(project=project) == found


def test_a_facility_must_have_room_for_the_whole_length(codes):
    assert codes(package={"uses": {"lab": 2}}, facilities=[LAB]) == {
        "P": ["facility_too_small"]
    }
    assert codes(package={"uses": {"lab": 1}, "duration": 3}, facilities=[LAB]) == {
        "P": ["facility_too_small"]
    }
    assert codes(package={"uses": {"lab": 1}}, facilities=[LAB]) == {}


def test_a_package_does_not_consume_more_than_there_is(codes):
    stocks = [{"id": "steel", "amount": 5}]
    assert (
        codes(package={"consumes": {"steel": 5.01}}, stocks=stocks)["P"][0]
        == "stock_too_small"
    )
    assert codes(package={"consumes": {"steel": 5}}, stocks=stocks) == {}


def test_a_project_does_not_consume_more_than_there_is(codes):
    milestone = {"duration": 0, "consumes": {"steel": 3}}
    packages = [{"id": "a", **milestone}, {"id": "b", **milestone}]
    assert codes(packages=packages, stocks=[{"id": "steel", "amount": 5}]) == {
        "P": ["stock_too_small"]
    }
    assert codes(packages=packages, stocks=[{"id": "steel", "amount": 6}]) == {}


@pytest.mark.parametrize(
    ("basis", "least"),
    [
        pytest.param("stated", 7, id="stated"),
        pytest.param("role_rates", 80, id="role rates"),
    ],
)
def test_a_project_does_not_cost_more_than_its_budget(codes, basis, least):
    fields = {"project": {"stated_cost": 7}, "role_rates": {"java": 1}}
    for total, found in ((least - 1, {"P": ["budget_too_small"]}), (least, {})):
        budgets = [{"id": "b", "basis": basis, "total": total}]
        assert codes(**fields, budgets=budgets) == found


def test_one_possible_mode_is_enough(codes):
    impossible = {"id": "long", "duration": 5}
    modes = {"duration": None, "demands": []}
    assert codes(package={**modes, "modes": [impossible]}) == {
        "P": ["window_too_short"]
    }
    assert (
        codes(package={**modes, "modes": [impossible, {"id": "short", "duration": 4}]})
        == {}
    )


def chain(*lengths, lag=0, **last):
    packages = [
        {
            "id": f"w{i}",
            "duration": length,
            "predecessors": [{"package": f"w{i - 1}", "lag": lag}] if i else [],
        }
        for i, length in enumerate(lengths)
    ]
    packages[-1].update(last)
    return packages


@pytest.mark.parametrize(
    ("packages", "possible"),
    [
        pytest.param(chain(2, 2), True, id="a chain as long as the timeline"),
        pytest.param(chain(2, 3), False, id="a chain that is too long"),
        pytest.param(chain(2, 3, lag=-1), True, id="an overlap makes it fit"),
        pytest.param(chain(1, 1, lag=3), False, id="a lag that is too long"),
        pytest.param(
            chain(2, 1, latest=SECOND_FRIDAY), False, id="the last one ends too early"
        ),
        pytest.param(
            chain(1, 1, locks={"start_on": MONDAYS[0]}),
            False,
            id="the last one is locked too early",
        ),
    ],
)
def test_links_leave_room_for_all_packages(codes, packages, possible):
    assert codes(packages=packages) == ({} if possible else {"P": ["links_too_tight"]})


def test_a_link_that_holds_the_end_pulls_the_start_of_a_package_of_known_length(codes):
    late_end = {"package": "w0", "type": "finish_finish", "lag": 1}
    packages = [
        {"id": "w0", "duration": 3},
        {
            "id": "w1",
            "duration": 1,
            "predecessors": [late_end],
            "locks": {"start_until": MONDAYS[2]},
        },
    ]
    assert codes(packages=packages) == {"P": ["links_too_tight"]}
    packages[1]["locks"] = {"start_until": MONDAYS[3]}
    assert codes(packages=packages) == {}


def test_the_chain_that_is_too_long_is_told(portfolio_of):
    portfolio = portfolio_of(packages=chain(2, 3))
    (found,) = contradictions(portfolio)["P"]
    assert found.message.startswith("ends on 2026-02-06 at the earliest (after w0)")


def projects(p, q, r=()):
    def work(name):
        return [{"id": name, "duration": 1}]

    return {
        "projects": [
            {"id": "P", "packages": work("w"), **p},
            {"id": "Q", "packages": work("v"), **q},
            {"id": "R", **dict(r)},
        ]
    }


IMPOSSIBLE = {"release": "2026-03-02"}
FOLLOWS = {"packages": [{"id": "v", "duration": 2, "predecessors": ["w"]}]}


@pytest.mark.parametrize(
    ("given", "found"),
    [
        pytest.param(
            projects({"decision": "out"}, {"requires": ["P"]}),
            {"Q": ["impossible_company"]},
            id="requires what is out",
        ),
        pytest.param(
            projects({"decision": "out"}, FOLLOWS),
            {"Q": ["impossible_company"]},
            id="follows what is out",
        ),
        pytest.param(
            projects(
                {"decision": "out"},
                {
                    "packages": [
                        {
                            "id": "v",
                            "duration": 2,
                            "predecessors": [{"package": "w", "soft": True}],
                        }
                    ]
                },
            ),
            {},
            id="follows softly",
        ),
        pytest.param(
            projects({"mandatory": True, "decision": "out"}, {}),
            {"P": ["impossible_company"]},
            id="mandatory and out",
        ),
        pytest.param(
            projects(IMPOSSIBLE, {"requires": ["P"]}),
            {"P": ["window_too_short"], "Q": ["impossible_company"]},
            id="requires what is impossible",
        ),
        pytest.param(
            projects({"mandatory": True}, {"excludes": ["P"]}),
            {"Q": ["excluded_company"]},
            id="excludes what is mandatory",
        ),
        pytest.param(
            projects({"mandatory": True, "excludes": ["R"]}, {"requires": ["R"]}),
            {"Q": ["excluded_company"], "R": ["excluded_company"]},
            id="requires what a mandatory one excludes",
        ),
        pytest.param(
            projects({"mandatory": True}, {})
            | {"at_most": [{"id": "g", "projects": ["P", "Q"], "limit": 1}]},
            {"Q": ["crowded_group"]},
            id="a group filled by what is mandatory",
        ),
        pytest.param(
            projects({}, {})
            | {"at_most": [{"id": "g", "projects": ["P", "Q"], "limit": 1}]},
            {},
            id="a group with a choice",
        ),
        pytest.param(
            projects({"packages": [{"id": "w", "duration": 3}]}, FOLLOWS),
            {"Q": ["links_too_tight"]},
            id="follows too long a package",
        ),
    ],
)
def test_projects_are_judged_in_their_company(codes, given, found):
    assert codes(**given) == found


def test_an_impossible_optional_project_is_a_warning(portfolio_of):
    (found,) = contradictions(portfolio_of(package=demand("go")))["P"]
    assert found.severity is Severity.WARNING
    assert found.where == "projects/P/packages/w"
    assert found.message.endswith("so P cannot be selected.")


@pytest.mark.parametrize("bond", [{"mandatory": True}, {"decision": "in"}])
def test_an_impossible_project_that_must_be_selected_is_an_error(portfolio_of, bond):
    (found,) = contradictions(portfolio_of(package=demand("go"), project=bond))["P"]
    assert found.severity is Severity.ERROR
    assert found.message.endswith("so there is no plan.")


def test_what_has_started_is_bound_by_facts_only(codes):
    started = {
        "progress": {"status": "running", "started": MONDAYS[0]},
        "latest": "2026-01-09",
    }
    assert codes(package={"latest": "2026-01-09"}) != {}
    assert codes(package=started, now=date(2026, 1, 12)) == {}


def test_what_is_done_late_is_a_fact(codes):
    done = {
        "progress": {"status": "done", "started": MONDAYS[0], "finished": SECOND_FRIDAY}
    }
    late = {"deadline": "2026-01-09"}
    assert codes(package=done, project=late, now=date(2026, 1, 19)) == {}


def test_what_runs_past_the_deadline_is_impossible(codes):
    running = {
        "progress": {
            "status": "running",
            "started": MONDAYS[0],
            "remaining_periods": 1,
            "team": [{"engineer": "Ana", "demand": "java"}],
        }
    }
    for deadline, found in (
        ("2026-01-09", {"P": ["window_too_short"]}),
        (SECOND_FRIDAY, {}),
    ):
        changes = {"package": running, "project": {"deadline": deadline}}
        assert codes(**changes, now=date(2026, 1, 12)) == found


@pytest.fixture
def running_plan():
    """Ana works on w in the second and third week."""
    row = ScheduledPackage(package="w", start=date(2026, 1, 12), periods=2)
    ana = Assignment(engineer="Ana", package="w", demand="java")
    return Plan(selected=("P",), packages=(row,), assignments=(ana,))


@pytest.mark.parametrize(
    ("locks", "code"),
    [
        pytest.param({"start_on": MONDAYS[0]}, "window_too_short", id="another start"),
        pytest.param({"must_not": ["Ana"]}, "contradictory_locks", id="another team"),
    ],
)
def test_a_frozen_package_keeps_no_lock_that_changes_it(
    codes, running_plan, locks, code
):
    changes = {"package": {"locks": locks}, "baseline": running_plan}
    assert codes(**changes, freeze_until=MONDAYS[2])["P"][0] == code
    assert codes(**changes) == {}


@pytest.mark.parametrize(
    ("demands", "seated"),
    [
        pytest.param([(1, {"a"}), (1, {"b"})], True, id="one each"),
        pytest.param([(1, {"a"}), (1, {"a"})], False, id="the same person"),
        pytest.param(
            [(1, {"a", "b"}), (1, {"b", "c"}), (1, {"a", "c"})], True, id="in a ring"
        ),
        pytest.param([(2, {"a", "b"}), (1, {"a", "b"})], False, id="two seats and one"),
        pytest.param([(0, set()), (1, {"a"})], True, id="an empty demand"),
        pytest.param([(1, {str(i)}) for i in range(13)], True, id="many demands"),
        pytest.param(
            [(1, {"a", "b"}) for i in range(13)], False, id="many demands of few people"
        ),
    ],
)
def test_seats_are_filled_by_different_people(demands, seated):
    assert all_seated([(count, frozenset(able)) for count, able in demands]) is seated


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tiny_cases())
def test_a_project_of_a_legal_plan_is_never_called_impossible(case):
    found = best(case, steps=20_000)
    if found is not None and found.plan is not None:
        impossible = contradictions(case.portfolio, case.now, case.baseline)
        assert not impossible.keys() & set(found.plan.selected)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tiny_cases())
def test_an_impossible_project_that_must_be_selected_leaves_no_plan(case):
    impossible = contradictions(case.portfolio, case.now, case.baseline)
    issues = [issue for why in impossible.values() for issue in why]
    found = best(case, steps=20_000)
    if found is not None and any(it.severity is Severity.ERROR for it in issues):
        assert found.plan is None
