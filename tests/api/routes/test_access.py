"""Every operation, for everybody, on portfolios they see and on others'.

What each operation needs is written here once more, so that nobody widens it unseen.
"""

from dataclasses import dataclass

import pytest

from api.access.principal import Role

ANYBODY, KEY, EVERYWHERE, THERE = "anybody", "any key", "in all", "in the portfolio"
VIEWER, PLANNER, ADMINISTRATOR = Role.VIEWER, Role.PLANNER, Role.ADMINISTRATOR
MOVED = {"If-Match": '"999"'}
"""A version that nothing has: whoever may change it is told so, and changes nothing."""


@dataclass(frozen=True)
class Operation:
    """A request, and what it needs: a role in all portfolios or in the one it names."""

    name: str
    method: str
    path: str
    where: str
    least: Role | None = None
    body: object = None


SCENARIO = {"name": "s", "changes": []}
PORTFOLIO = {"timeline": {"start": "2026-01-05", "horizon": 4}}
PLAN = {"selected": []}
OPERATIONS = [
    Operation("health", "GET", "/health", ANYBODY),
    Operation("ready", "GET", "/ready", ANYBODY),
    Operation("metrics", "GET", "/metrics", EVERYWHERE, VIEWER),
    Operation("validate_portfolio", "POST", "/v1/portfolios/validate", KEY, None, {}),
    Operation("list_portfolios", "GET", "/v1/portfolios", KEY),
    Operation(
        "create_portfolio", "POST", "/v1/portfolios", EVERYWHERE, PLANNER, PORTFOLIO
    ),
    Operation("read_portfolio", "GET", "{portfolio}", THERE, VIEWER),
    Operation("replace_portfolio", "PUT", "{portfolio}", THERE, PLANNER, PORTFOLIO),
    Operation("list_versions", "GET", "{portfolio}/versions", THERE, VIEWER),
    Operation("export_portfolio", "GET", "{portfolio}/export?kind=json", THERE, VIEWER),
    Operation("list_scenarios", "GET", "{portfolio}/scenarios", THERE, VIEWER),
    Operation(
        "create_scenario", "POST", "{portfolio}/scenarios", THERE, PLANNER, SCENARIO
    ),
    Operation("read_scenario", "GET", "{scenario}", THERE, VIEWER),
    Operation("replace_scenario", "PUT", "{scenario}", THERE, PLANNER, SCENARIO),
    Operation("delete_scenario", "DELETE", "{scenario}", THERE, PLANNER),
    Operation("ask_for_a_plan", "POST", "{portfolio}/solves", THERE, PLANNER, {}),
    Operation("ask_what_if", "POST", "{scenario}/what-ifs", THERE, PLANNER, {}),
    Operation("list_jobs", "GET", "/v1/jobs", KEY),
    Operation("read_job", "GET", "{job}", THERE, VIEWER),
    Operation("read_result", "GET", "{job}/result", THERE, VIEWER),
    Operation("follow_job", "GET", "{job}/events", THERE, VIEWER),
    Operation("cancel_job", "POST", "{job}/cancel", THERE, PLANNER),
    Operation("retry_job", "POST", "{job}/retry", THERE, PLANNER),
    Operation("list_plans", "GET", "{portfolio}/plans", THERE, VIEWER),
    Operation("add_plan", "POST", "{portfolio}/plans", THERE, PLANNER, PLAN),
    Operation("read_plan", "GET", "{plan}", THERE, VIEWER),
    Operation("list_users", "GET", "/v1/users", EVERYWHERE, ADMINISTRATOR),
    Operation(
        "add_user", "POST", "/v1/users", EVERYWHERE, ADMINISTRATOR, {"name": "x"}
    ),
    Operation(
        "give_role",
        "PUT",
        "{user}/roles/{id}",
        EVERYWHERE,
        ADMINISTRATOR,
        {"role": "viewer"},
    ),
    Operation("take_role", "DELETE", "{user}/roles/{id}", EVERYWHERE, ADMINISTRATOR),
    Operation(
        "make_key", "POST", "{user}/keys", EVERYWHERE, ADMINISTRATOR, {"label": "x"}
    ),
    Operation("list_keys", "GET", "{user}/keys", EVERYWHERE, ADMINISTRATOR),
    Operation("revoke_key", "DELETE", "{key}", EVERYWHERE, ADMINISTRATOR),
]
HIDDEN = {"list_keys", "revoke_key"}
"""Whoever may not see somebody's keys does not learn that there are any."""


@pytest.fixture(scope="module")
def things(chief):
    """A path to one thing of every kind, all in one portfolio."""
    portfolio = chief.post("/v1/portfolios", json=PORTFOLIO).headers["Location"]
    scenario = chief.post(f"{portfolio}/scenarios", json=SCENARIO).headers["Location"]
    job = chief.post(f"{portfolio}/solves", json={}).headers["Location"]
    chief.post(f"{job}/cancel")
    user = f"/v1/users/{chief.post('/v1/users', json={'name': 'x'}).json()['id']}"
    key = chief.post(f"{user}/keys", json={"label": "x"}).json()["id"]
    plan = chief.post(f"{portfolio}/plans", json=PLAN).headers["Location"]
    return {
        "portfolio": portfolio,
        "id": portfolio.rpartition("/")[2],
        "scenario": scenario,
        "job": job,
        "plan": plan,
        "user": user,
        "key": f"/v1/keys/{key}",
    }


@pytest.fixture(scope="module")
def people(join, with_key, things, chief):
    """Everybody who may ask: who → (role in all, role in the portfolio, client)."""
    other = chief.post("/v1/portfolios", json=PORTFOLIO).json()["id"]
    mine = things["id"]
    found = {"nobody": (None, None, with_key()), "stranger": (None, None, join())}
    for role in Role:
        found[f"{role} in all"] = (role, role, join(role))
        found[f"{role} here"] = (None, role, join(grants=[(mine, role)]))
        found[f"{role} elsewhere"] = (None, None, join(grants=[(other, role)]))
    return found


def wanted(operation, who, in_all, here):
    """The codes with which an operation may be refused; none if it is allowed."""
    if operation.where == ANYBODY:
        return None
    if who == "nobody":
        return {401}
    if operation.where == KEY:
        return None
    role = in_all if operation.where == EVERYWHERE else here
    if role is not None and role.includes(operation.least):
        return None
    if operation.name in HIDDEN or (operation.where == THERE and role is None):
        return {404}
    return {403}


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
def test_an_operation_is_open_to_whom_it_should_be_and_to_nobody_else(
    operation, things, people
):
    path = operation.path.format(**things)
    deviations = []
    for who, (in_all, here, client) in people.items():
        answer = client.request(
            operation.method, path, json=operation.body, headers=MOVED
        )
        expected = wanted(operation, who, in_all, here)
        refused = answer.status_code in {401, 403, 404}
        if refused != (expected is not None) or (
            refused and answer.status_code not in expected
        ):
            deviations.append((who, answer.status_code))
        assert answer.status_code < 500
    assert deviations == []


def test_the_table_has_every_operation(app):
    paths = app.openapi()["paths"].values()
    known = {operation["operationId"] for path in paths for operation in path.values()}
    assert {operation.name for operation in OPERATIONS} == known
    assert len(OPERATIONS) * (2 + 3 * len(Role)) >= 300
