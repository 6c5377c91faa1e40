import pytest

from optimizer.portfolio.checks import issues
from optimizer.portfolio.issue import Severity

RUNNING = {"status": "running", "started": "2026-01-05"}


@pytest.fixture
def linked(portfolio_of):
    """Return the issues of packages: id → (length, links), in one project or several."""

    def found(*projects, **fields):
        return issues(
            portfolio_of(
                projects=[
                    {
                        "id": f"P{number}",
                        "packages": [
                            {
                                "id": name,
                                "duration": length,
                                "predecessors": links,
                                **more,
                            }
                            for name, (length, links, more) in packages.items()
                        ],
                    }
                    for number, packages in enumerate(projects)
                ],
                **fields,
            )
        )

    return found


def after(package, type="finish_start", lag=0, soft=False):
    return {"package": package, "type": type, "lag": lag, "soft": soft}


def test_a_package_does_not_follow_itself(linked):
    (found,) = linked({"a": (1, ["a"], {})})
    assert found.code == "self_link"


def test_a_circle_is_told_as_a_path_with_its_surplus(linked):
    (found,) = linked({"a": (1, ["c"], {}), "b": (2, ["a"], {}), "c": (3, ["b"], {})})
    assert found.code == "link_cycle"
    for step in (
        "(finish_start) a",
        "(finish_start) b",
        "(finish_start) c",
        "6 period(s)",
    ):
        assert step in found.message


def test_a_chain_is_no_circle(linked):
    assert (
        linked({"a": (1, [], {}), "b": (2, ["a"], {}), "c": (3, ["a", "b"], {})}) == ()
    )


@pytest.mark.parametrize(
    ("links_of_a", "links_of_b", "impossible"),
    [
        pytest.param([after("b")], [after("a")], True, id="finish to start both ways"),
        pytest.param(
            [after("b", lag=-2)],
            [after("a", lag=-1)],
            False,
            id="overlaps as long as the work",
        ),
        pytest.param(
            [after("b", lag=-2)], [after("a")], True, id="an overlap one too short"
        ),
        pytest.param(
            [after("b", "start_start")],
            [after("a", "start_start")],
            False,
            id="start together",
        ),
        pytest.param(
            [after("b", "start_start", 1)],
            [after("a", "start_start")],
            True,
            id="start after each other",
        ),
        pytest.param(
            [after("b", "finish_finish")],
            [after("a", "finish_finish")],
            False,
            id="end together",
        ),
        pytest.param(
            [after("b", "start_finish")], [after("a")], False, id="start to finish"
        ),
        pytest.param(
            [after("b", "start_finish", 1)],
            [after("a", "start_start", 4)],
            False,
            id="start to finish may wait for a long package",
        ),
        pytest.param(
            [after("b", "start_finish", 3)],
            [after("a", "finish_start")],
            True,
            id="start to finish of what follows",
        ),
    ],
)
def test_circles_are_impossible_where_they_ask_for_time(
    linked, links_of_a, links_of_b, impossible
):
    found = linked({"a": (1, links_of_a, {}), "b": (2, links_of_b, {})})
    assert [issue.code for issue in found] == ["link_cycle"] * impossible


def test_milestones_may_be_tied_to_each_other(linked):
    assert linked({"a": (0, ["b"], {}), "b": (0, ["a"], {})}) == ()


def test_the_shortest_mode_counts(linked):
    modes = {
        "duration": None,
        "modes": [{"id": "x", "duration": 3}, {"id": "y", "duration": 0}],
    }
    assert linked({"a": (0, ["b"], {}), "b": (0, ["a"], modes)}) == ()


def test_an_effort_driven_team_takes_a_period_at_least(linked):
    driven = {
        "duration": None,
        "staffing": "effort_team",
        "demands": [{"skill": "java", "effort": 1}],
    }
    (found,) = linked({"a": (0, ["b"], {}), "b": (0, ["a"], driven)})
    assert found.code == "link_cycle"


def test_links_into_started_packages_are_facts(linked):
    started = {"progress": RUNNING}
    assert (
        linked({"a": (1, ["b"], started), "b": (1, ["a"], {})}, now="2026-01-12") == ()
    )


def test_a_circle_over_soft_links_between_projects_is_a_warning(linked):
    (found,) = linked({"a": (1, [after("b", soft=True)], {})}, {"b": (1, ["a"], {})})
    assert (found.code, found.severity) == ("soft_link_cycle", Severity.WARNING)


def test_soft_links_bind_within_a_project(linked):
    (found,) = linked({"a": (1, [after("b", soft=True)], {}), "b": (1, ["a"], {})})
    assert (found.code, found.severity) == ("link_cycle", Severity.ERROR)


def test_each_separate_circle_is_reported(linked):
    two = {
        "a": (1, ["b"], {}),
        "b": (1, ["a"], {}),
        "c": (1, ["d"], {}),
        "d": (1, ["c"], {}),
    }
    assert len(linked(two)) == 2
