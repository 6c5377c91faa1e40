"""Which projects are selected: selection, mandatory, decisions, requires and so on."""

import pytest

from optimizer.portfolio.project import AtMost
from tests.optimizer.plan.tiny import (
    bare,
    breaches,
    messages,
    plan,
    portfolio,
    project,
    refused,
)

RUN = {"A": (0, 2)}


@pytest.mark.parametrize(
    ("selected", "runs", "found"),
    [
        pytest.param("P", {"A": (0, 2), "B": (0, 2)}, [], id="all of its packages"),
        pytest.param("P", {"A": (0, 2)}, refused("B"), id="one is missing"),
        pytest.param("", {}, [], id="nothing selected, nothing scheduled"),
        pytest.param("", {"A": (0, 2)}, refused("A"), id="scheduled, not selected"),
        pytest.param("P", {}, refused("A", "B"), id="all are missing"),
    ],
)
def test_exactly_the_packages_of_selected_projects_are_scheduled(selected, runs, found):
    work = portfolio(bare("A"), bare("B"))
    assert breaches("selection", plan(runs, selected=selected), work) == found


def test_people_on_a_package_that_is_not_scheduled_are_found():
    work = portfolio(
        project("P", bare("A")), project("Q", bare("B", demands=[{"skill": "dev"}]))
    )
    staff = {("B", "Ben"): None, ("B", "Ann"): None}
    answer = plan(RUN, staff)

    assert breaches("selection", answer, work) == refused("B")
    assert messages("selection", answer, work) == [
        "Ann, Ben should serve B, which is not scheduled."
    ]


def test_a_missing_and_a_superfluous_package_are_told_apart():
    work = portfolio(project("P", bare("A")), project("Q", bare("B")))
    assert messages("selection", plan({"B": (0, 2)}), work) == [
        "P is selected, but A is not scheduled.",
        "B is scheduled, but Q is not selected.",
    ]


@pytest.mark.parametrize(
    ("fields", "selected", "found"),
    [
        pytest.param(
            {"mandatory": True}, "", refused("P"), id="mandatory and not selected"
        ),
        pytest.param({"mandatory": True}, "P", [], id="mandatory and selected"),
        pytest.param({}, "", [], id="optional and not selected"),
        pytest.param(
            {"mandatory": True, "decision": "out"},
            "",
            refused("P"),
            id="mandatory and decided out",
        ),
    ],
)
def test_a_mandatory_project_is_selected(fields, selected, found):
    work = portfolio(project("P", **fields))
    assert breaches("mandatory", plan({}, selected=selected), work) == found


@pytest.mark.parametrize(
    ("decision", "selected", "found"),
    [
        pytest.param(None, "", refused("P"), id="running and not selected"),
        pytest.param(None, "P", [], id="running and selected"),
        pytest.param("out", "", [], id="cancelled"),
        pytest.param("in", "", refused("P"), id="decided in and not selected"),
    ],
)
def test_a_project_with_a_started_package_is_selected_unless_cancelled(
    decision, selected, found
):
    progress = {"status": "running", "started": "2026-01-05"}
    work = portfolio(project("P", bare("A", progress=progress), decision=decision))
    assert breaches("mandatory", plan({}, selected=selected), work, now=1) == found


def test_why_a_project_must_be_selected_is_said():
    progress = {"status": "running", "started": "2026-01-05"}
    work = portfolio(
        project("P", bare("A", progress=progress)), project("Q", mandatory=True)
    )
    assert messages("mandatory", plan({}, selected=()), work, now=1) == [
        "P is running, but not selected.",
        "Q is mandatory, but not selected.",
    ]


@pytest.mark.parametrize(
    ("decision", "selected", "found"),
    [
        pytest.param("in", "P", [], id="in and selected"),
        pytest.param(
            "in", "", ["P is decided in, but not selected."], id="in and not selected"
        ),
        pytest.param("out", "", [], id="out and not selected"),
        pytest.param(
            "out", "P", ["P is decided out, but selected."], id="out and selected"
        ),
        pytest.param(None, "P", [], id="open and selected"),
        pytest.param(None, "", [], id="open and not selected"),
    ],
)
def test_decisions_are_kept(decision, selected, found):
    work = portfolio(project("P", decision=decision))
    answer = plan({}, selected=selected)

    assert messages("decisions", answer, work) == found
    assert breaches("decisions", answer, work) == refused(*(["P"] if found else []))


@pytest.mark.parametrize(
    ("rule", "selected", "found"),
    [
        pytest.param(
            "requires",
            "P",
            ["P requires Q, which is not selected."],
            id="without the required one",
        ),
        pytest.param("requires", "PQ", [], id="with the required one"),
        pytest.param("requires", "Q", [], id="only the required one"),
        pytest.param(
            "excludes",
            "PQ",
            ["P excludes Q, but both are selected."],
            id="with the excluded one",
        ),
        pytest.param("excludes", "P", [], id="without the excluded one"),
        pytest.param("excludes", "Q", [], id="only the excluded one"),
    ],
)
def test_projects_require_and_exclude_each_other(rule, selected, found):
    work = portfolio(project("P", **{rule: ("Q",)}), project("Q"))
    answer = plan({}, selected=selected)

    assert messages(rule, answer, work) == found
    assert breaches(rule, answer, work) == refused(*(["P"] if found else []))


@pytest.mark.parametrize(
    ("selected", "found"),
    [
        pytest.param("PQ", [], id="as many as allowed"),
        pytest.param(
            "PQR",
            ["At most 2 of one team may be selected; 3 are: P, Q, R."],
            id="one too many",
        ),
        pytest.param("PQS", [], id="a third one outside the group"),
    ],
)
def test_at_most_so_many_of_a_group_are_selected(selected, found):
    work = portfolio(
        *map(project, "PQRS"),
        at_most=(AtMost(id="one team", projects=("R", "P", "Q"), limit=2),),
    )
    answer = plan({}, selected=selected)

    assert messages("at_most", answer, work) == found
    assert breaches("at_most", answer, work) == refused(
        *(["one team"] if found else [])
    )
