"""Questions of what-if over HTTP: accepted as jobs, or refused with every reason."""

import pytest

SOMEWHERE_ELSE = "0" * 32
LEAVES = {"kind": "engineer_leaves", "engineer": "Ann"}


@pytest.fixture
def planned(chief, kept, plan):
    """The path of a portfolio with a running plan."""
    document = plan.model_dump(mode="json")
    chief.post(f"{kept}/plans", json=document, params={"label": "running"})
    return kept


@pytest.fixture
def ask(chief, planned):
    """A function that asks something of the portfolio; what is accepted is stopped."""
    made = []

    def ask(path, **said):
        answer = chief.post(f"{planned}/{path}", json=said)
        if answer.status_code == 202:
            made.append(answer.headers["Location"])
        return answer

    yield ask
    for path in made:
        chief.post(f"{path}/cancel")


@pytest.fixture
def name(absence):
    """The id of a scenario."""
    return absence.rpartition("/")[2]


def issues(answer):
    """Return the places and codes of all that is wrong."""
    assert answer.status_code == 422
    return {(issue["where"], issue["code"]) for issue in answer.json()["issues"]}


@pytest.mark.parametrize(
    ("path", "said", "kind"),
    [
        ("moves", {}, "moves"),
        ("conflicts", {}, "conflict"),
        ("conflicts", {"project": "P"}, "conflict"),
        ("prices", {"price": {"of": "people", "skills": ["BE"]}}, "price"),
        ("prices", {"price": {"of": "training", "engineer": "Ann"}}, "price"),
        ("prices", {"price": {"of": "key_people", "on": "2026-01-12"}}, "price"),
        ("curves", {"curve": {"of": "moves", "most": 2}}, "curve"),
        ("curves", {"curve": {"of": "deadline", "project": "P"}}, "curve"),
        ("curves", {"curve": {"of": "headcount", "skill": "BE"}}, "curve"),
        ("fronts", {"most": 3}, "front"),
    ],
)
def test_a_question_is_accepted_as_a_job_that_waits(
    chief, ask, name, planned, path, said, kind
):
    accepted = ask(path, **said, scenario=name)
    assert accepted.status_code == 202
    job = chief.get(accepted.headers["Location"]).json()
    assert (job["kind"], job["state"], job["scenario_id"]) == (kind, "queued", name)
    listed = chief.get("/v1/jobs", params={"kind": kind}).json()["items"]
    assert job["id"] in {one["id"] for one in listed}
    assert {one["kind"] for one in listed} == {kind}


def test_scenarios_are_compared_by_their_ids(chief, ask, planned, name):
    other = {"name": "As it is", "changes": []}
    second = chief.post(f"{planned}/scenarios", json=other).json()["id"]
    accepted = ask("comparisons", scenarios=[name, second], causes=True)
    assert accepted.status_code == 202
    assert chief.get(accepted.headers["Location"]).json()["kind"] == "comparison"


def test_the_answers_to_one_scenario_are_compared(ask, name):
    assert ask("comparisons", scenarios=[name], answers=True).status_code == 202


def test_changes_can_be_asked_about_without_a_scenario(chief, ask):
    leaves = {"kind": "engineer_leaves", "engineer": "Ann", "on": "2026-01-12"}
    accepted = ask("prices", price={"of": "people"}, changes=[leaves])
    assert accepted.status_code == 202
    assert chief.get(accepted.headers["Location"]).json()["scenario_id"] is None


def test_everything_that_a_question_names_and_is_not_there_is_said_at_once(ask):
    said = {"of": "people", "skills": ["BE", "XX"], "quarters": ["1999-Q1"]}
    assert issues(ask("prices", price=said)) == {
        ("price/skills", "unknown_reference"),
        ("price/quarters", "unknown_reference"),
    }


@pytest.mark.parametrize(
    ("path", "said", "where"),
    [
        ("prices", {"price": {"of": "offer", "offer": "nobody"}}, "price/offer"),
        ("prices", {"price": {"of": "budget", "budget": "b"}}, "price/budget"),
        ("prices", {"price": {"of": "floor", "floor": "f"}}, "price/floor"),
        ("prices", {"price": {"of": "training", "engineer": "Z"}}, "price/engineer"),
        ("prices", {"price": {"of": "luck"}}, "price"),
        ("prices", {}, "price"),
        ("curves", {"curve": {"of": "moves"}, "baseline": None}, "baseline"),
        ("curves", {"curve": {"of": "deadline", "project": "Z"}}, "curve/project"),
        ("curves", {"curve": {"of": "budget", "budget": "b"}}, "curve/budget"),
        ("curves", {"curve": {"of": "headcount", "skill": "Z"}}, "curve/skill"),
        ("conflicts", {"project": "Z"}, "project"),
        ("moves", {"baseline": None}, "baseline"),
        ("fronts", {"most": 99}, "most"),
        ("comparisons", {"scenarios": []}, "scenarios"),
        ("prices", {"price": {"of": "offer"}}, "price/offer"),
        ("prices", {"price": {"of": "offer", "offer": 1}}, "price/offer"),
        ("curves", {"curve": {"of": "deadline", "due": 1}}, "curve/project curve/due"),
        ("moves", {"changes": [{"kind": "project_dropped"}]}, "changes/0/project"),
        ("moves", {"changes": [LEAVES]}, "changes/Ann/on"),
    ],
)
def test_a_question_without_an_answer_is_refused_at_once(ask, path, said, where):
    assert {place for place, _ in issues(ask(path, **said))} == set(where.split())


def test_scenarios_that_cannot_be_told_apart_are_not_compared(ask, name):
    codes = {code for _, code in issues(ask("comparisons", scenarios=[name, name]))}
    assert codes == {"same_name"}
    one = issues(ask("comparisons", scenarios=[name]))
    assert {code for _, code in one} == {"number_of_scenarios"}


def test_changes_that_do_not_fit_are_all_named(ask):
    leaves = {"kind": "engineer_leaves", "engineer": "Zoe", "on": "2026-01-12"}
    dropped = {"kind": "project_dropped", "project": "Q"}
    refused = ask("fronts", changes=[leaves, dropped])
    assert refused.json()["code"] == "invalid_scenario"
    assert len(issues(refused)) == 2


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("moves", {"scenario": SOMEWHERE_ELSE}),
        ("moves", {"plan": SOMEWHERE_ELSE}),
        ("fronts", {"baseline": SOMEWHERE_ELSE}),
        ("comparisons", {"scenarios": [SOMEWHERE_ELSE, SOMEWHERE_ELSE]}),
    ],
)
def test_what_is_not_there_is_not_found(ask, path, said):
    assert ask(path, **said).status_code == 404


def test_scenarios_and_plans_of_another_portfolio_are_not_found(
    chief, ask, document, plan
):
    other = chief.post("/v1/portfolios", json=document).headers["Location"]
    scenario = {"name": "There", "changes": []}
    there = chief.post(f"{other}/scenarios", json=scenario).json()["id"]
    assert ask("fronts", scenario=there).status_code == 404
    assert ask("comparisons", scenarios=[there], answers=True).status_code == 404
    kept = chief.post(f"{other}/plans", json=plan.model_dump(mode="json"))
    assert ask("moves", plan=kept.json()["id"]).status_code == 404


def test_whoever_may_not_ask_is_told_so_before_anything_else(join, planned):
    viewer = join("viewer")
    refused = viewer.post(f"{planned}/prices", json={"price": {"of": "people"}})
    assert (refused.status_code, refused.json()["code"]) == (403, "not_allowed")
    stranger = join()
    hidden = stranger.post(f"{planned}/prices", json={"price": {"of": "people"}})
    assert hidden.status_code == 404


def test_more_effort_than_allowed_is_refused(ask):
    refused = ask("fronts", effort={"seconds": 80_000})
    assert refused.json()["code"] == "limit_exceeded"
