"""An offer is engaged once at the most, and as its terms allow."""

from decimal import Decimal

import pytest

from optimizer.cpsat.constraints import offers
from optimizer.portfolio.people import Offer
from tests.optimizer.cpsat.deciding import decide, possible, posted, solved
from tests.optimizer.plan.tiny import effort, engineer, fixed, portfolio, week


def work_with(package, ramp_up=(), **terms):
    person = engineer("Zoe", ramp_up=tuple(Decimal(str(share)) for share in ramp_up))
    return portfolio(package, people=[], offers=(Offer(engineer=person, **terms),))


@pytest.mark.parametrize(
    ("terms", "engagement", "allowed"),
    [
        pytest.param({}, (0, 1), True, id="a week"),
        pytest.param({}, (0, 10), True, id="all the time"),
        pytest.param(
            {"earliest": week(2)}, (1, 4), False, id="before the earliest day"
        ),
        pytest.param({"earliest": week(2)}, (2, 4), True, id="from the earliest day"),
        pytest.param({"notice_weeks": 3}, (2, 6), False, id="within the notice"),
        pytest.param({"notice_weeks": 3}, (3, 6), True, id="after the notice"),
        pytest.param({"shortest_weeks": 4}, (0, 3), False, id="too short"),
        pytest.param({"shortest_weeks": 4}, (0, 4), True, id="just long enough"),
        pytest.param({"longest_weeks": 4}, (0, 5), False, id="too long"),
        pytest.param(
            {"shortest_weeks": 11}, (0, 10), False, id="longer than the timeline"
        ),
    ],
)
@pytest.mark.parametrize("ramp_up", [(), (0.5, 0.8)])
def test_the_terms_of_an_offer(terms, engagement, allowed, ramp_up):
    work = work_with(fixed("A", 1), ramp_up, **terms)
    decided = possible(work, offers, teams={"A": ()}, engaged={"Zoe": engagement})
    assert decided is allowed


@pytest.mark.parametrize(
    ("start", "engagement", "allowed"),
    [(2, (2, 5), True), (1, (2, 5), False), (3, (2, 5), False), (2, None, False)],
)
@pytest.mark.parametrize("make", [fixed, effort])
def test_team_members_are_engaged_throughout(make, start, engagement, allowed):
    package = make("A", 3) if make is fixed else make("A", 120)
    engaged = {} if engagement is None else {"Zoe": engagement}
    decisions = {"starts": {"A": start}, "lengths": {"A": 3}, "teams": {"A": ("Zoe",)}}
    assert possible(work_with(package), offers, engaged=engaged, **decisions) is allowed


def test_a_ramp_up_brings_the_person_as_engaged_then():
    variables = posted(work_with(fixed("A", 1), (0.5,)), offers)
    solver, found = solved(decide(variables, engaged={"Zoe": (4, 7)}))
    assert found
    people = variables.problem.people
    (chosen,) = [
        e for e, one in variables.offers[0].people.items() if solver.value(one)
    ]
    assert people[chosen].engaged_from == 4
    assert people[chosen].available[3:7] == (0, 2000, 4000, 4000)
