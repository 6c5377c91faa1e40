"""Every operation, for everybody, on portfolios they see and on others'.

What each operation needs is written here once more, so that nobody widens it unseen.
"""

from dataclasses import dataclass

import pytest

from api.access.principal import Role
from tests.api.answered import answered

ANYBODY, KEY, EVERYWHERE, THERE = "anybody", "any key", "in all", "in the portfolio"
VIEWER, PLANNER, APPROVER, ADMINISTRATOR = Role
MOVED = {"If-Match": '"999"'}
"""A version that nothing has: whoever may change it is told so, and changes nothing."""


@dataclass(frozen=True)
class Need:
    """What an operation needs: a role in all portfolios or in the one it is about.

    Attributes
    ----------
    query
        What is asked with it, so that who may is not refused for another reason.
    missing
        Whether what is asked for is not there, which is said to those who may see it.
    """

    where: str
    least: Role | None = None
    body: object = None
    query: str = ""
    missing: bool = False


SCENARIO = {"name": "s", "changes": []}
PORTFOLIO = {"timeline": {"start": "2026-01-05", "horizon": 4}}
PLAN = {"selected": []}
FILLED = PORTFOLIO | {
    "engineers": [{"id": "Ann", "skills": {"BE": {}}}],
    "projects": [
        {
            "id": "P",
            "value": 100,
            "packages": [
                {
                    "id": "build",
                    "staffing": "effort_team",
                    "demands": [{"skill": "BE", "effort": 40}],
                }
            ],
        }
    ],
}
RUNNING = {
    "selected": ["P"],
    "packages": [{"package": "build", "start": "2026-01-05", "periods": 1}],
    "assignments": [{"engineer": "Ann", "package": "build", "demand": "BE"}],
}
EFFORT = {"effort": {"deterministic": 5, "workers": 1}}
READ, PLAN_THERE = Need(THERE, VIEWER), Need(THERE, PLANNER)
ASK = Need(THERE, PLANNER, {})
CHIEF = Need(EVERYWHERE, ADMINISTRATOR)
NEEDS = {
    "health": Need(ANYBODY),
    "ready": Need(ANYBODY),
    "metrics": Need(EVERYWHERE, VIEWER),
    "validate_portfolio": Need(KEY, None, {}),
    "list_portfolios": Need(KEY),
    "create_portfolio": Need(EVERYWHERE, PLANNER, PORTFOLIO),
    "read_portfolio": READ,
    "replace_portfolio": Need(THERE, PLANNER, PORTFOLIO),
    "list_versions": READ,
    "export_portfolio": Need(THERE, VIEWER, query="?kind=json"),
    "list_scenarios": READ,
    "create_scenario": Need(THERE, PLANNER, SCENARIO),
    "read_scenario": READ,
    "replace_scenario": Need(THERE, PLANNER, SCENARIO),
    "delete_scenario": PLAN_THERE,
    "ask_for_a_plan": ASK,
    "ask_what_if": ASK,
    "ask_for_a_comparison": Need(THERE, PLANNER, "comparison"),
    "ask_for_moves": ASK,
    "ask_why": ASK,
    "ask_for_a_price": Need(THERE, PLANNER, {"price": {"of": "people"}}),
    "ask_for_a_curve": Need(THERE, PLANNER, {"curve": {"of": "moves"}}),
    "ask_for_a_front": ASK,
    "list_jobs": Need(KEY),
    "read_job": READ,
    "read_result": READ,
    "read_telling": READ,
    "list_charts": READ,
    "read_chart": Need(THERE, VIEWER, missing=True),
    "report_on_job": Need(THERE, VIEWER, query="?kind=csv"),
    "follow_job": READ,
    "cancel_job": PLAN_THERE,
    "retry_job": PLAN_THERE,
    "rebase_job": PLAN_THERE,
    "approve_answer": Need(THERE, APPROVER, "approval"),
    "list_approvals": READ,
    "undo_approval": Need(THERE, APPROVER, {"number": 999}),
    "list_plans": READ,
    "add_plan": Need(THERE, PLANNER, PLAN, "?label=draft"),
    "read_plan": READ,
    "read_telling_of_plan": READ,
    "list_charts_of_plan": READ,
    "read_chart_of_plan": Need(THERE, VIEWER, missing=True),
    "report_on_plan": Need(THERE, VIEWER, query="?kind=csv"),
    "list_users": CHIEF,
    "add_user": Need(EVERYWHERE, ADMINISTRATOR, {"name": "x"}),
    "set_role": Need(EVERYWHERE, ADMINISTRATOR, {"role": None}),
    "give_role": Need(EVERYWHERE, ADMINISTRATOR, {"role": "viewer"}),
    "take_role": CHIEF,
    "put_password": Need(EVERYWHERE, ADMINISTRATOR, {"password": "tide gravel oboe"}),
    "take_password": CHIEF,
    "make_key": Need(EVERYWHERE, ADMINISTRATOR, {"label": "x"}),
    "list_keys": CHIEF,
    "revoke_key": CHIEF,
    "read_audit_log": CHIEF,
    "disable_user": CHIEF,
    "enable_user": CHIEF,
}
"""By the name of the operation; its method and its path are in the description."""
HIDDEN = {"list_keys", "revoke_key"}
"""Whoever may not see somebody's keys does not learn that there are any."""


@pytest.fixture(scope="module")
def things(chief, app):
    """One thing of every kind, all in one portfolio, by the parameter that names it."""
    sent = {"portfolio": FILLED, "plan": RUNNING}
    portfolio = chief.post("/v1/portfolios", json=sent).json()
    path = f"/v1/portfolios/{portfolio['id']}"
    scenario = chief.post(f"{path}/scenarios", json=SCENARIO).json()["id"]
    job = answered(app, chief.post(f"{path}/solves", json=EFFORT).headers["Location"])
    user = chief.post("/v1/users", json={"name": "x"}).json()["id"]
    return {
        "portfolio_id": portfolio["id"],
        "scenario_id": scenario,
        "job_id": job.rpartition("/")[2],
        "plan_id": portfolio["plan_id"],
        "user_id": user,
        "key_id": chief.post(f"/v1/users/{user}/keys", json={"label": "x"}).json()[
            "id"
        ],
        "name": "nothing",
    }


@pytest.fixture(scope="module")
def bodies(things):
    """What is sent where it names a thing."""
    return {
        "comparison": {"scenarios": [things["scenario_id"]], "answers": True},
        "approval": {"job": things["job_id"], "answer": "plan"},
    }


@pytest.fixture(scope="module")
def operations(app):
    """Every operation that is described: name → (method, path)."""
    return {
        operation["operationId"]: (method.upper(), path)
        for path, methods in app.openapi()["paths"].items()
        for method, operation in methods.items()
    }


@pytest.fixture(scope="module")
def people(join, with_key, things, chief):
    """Everybody who may ask: who → (role in all, role in the portfolio, client)."""
    other = chief.post("/v1/portfolios", json=PORTFOLIO).json()["id"]
    mine = things["portfolio_id"]
    found = {"nobody": (None, None, with_key()), "stranger": (None, None, join())}
    for role in Role:
        found[f"{role} in all"] = (role, role, join(role))
        found[f"{role} here"] = (None, role, join(grants=[(mine, role)]))
        found[f"{role} elsewhere"] = (None, None, join(grants=[(other, role)]))
    return found


def wanted(name, who, in_all, here):
    """The codes with which an operation is refused; None if it is allowed."""
    need = NEEDS[name]
    if need.where == ANYBODY:
        return None
    if who == "nobody":
        return {401}
    if need.where == KEY:
        return None
    role = in_all if need.where == EVERYWHERE else here
    if role is not None and role.includes(need.least):
        return {404} if need.missing else None
    if name in HIDDEN or (need.where == THERE and role is None):
        return {404}
    return {403}


@pytest.mark.usefixtures("at_work")
@pytest.mark.parametrize("name", NEEDS)
def test_an_operation_is_open_to_whom_it_should_be_and_to_nobody_else(
    name, operations, things, bodies, people
):
    need, (method, path) = NEEDS[name], operations[name]
    body = bodies[need.body] if isinstance(need.body, str) else need.body
    deviations = []
    for who, (in_all, here, client) in people.items():
        address = path.format(**things) + need.query
        answer = client.request(method, address, json=body, headers=MOVED)
        expected = wanted(name, who, in_all, here)
        refused = answer.status_code in {401, 403, 404}
        if refused != (expected is not None) or (
            refused and answer.status_code not in expected
        ):
            deviations.append((who, answer.status_code, answer.text))
        assert answer.status_code < 500, answer.text
    assert deviations == []


@pytest.mark.parametrize(
    "name", [name for name in NEEDS if NEEDS[name].body is not None]
)
def test_who_may_not_learns_nothing_of_what_they_sent(name, operations, things, people):
    method, path = operations[name]
    deviations = []
    for who, (in_all, here, client) in people.items():
        expected = wanted(name, who, in_all, here)
        if expected is not None:
            answer = client.request(method, path.format(**things), content=b"{")
            if answer.status_code not in expected:
                deviations.append((who, answer.status_code, answer.text))
    assert deviations == []


def test_every_operation_says_here_what_it_needs(operations):
    assert set(NEEDS) == set(operations)
    assert len(NEEDS) * (2 + 3 * len(Role)) >= 300
