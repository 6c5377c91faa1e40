"""Answers to price, to trade off and to explain, made up rather than searched for."""

from collections import namedtuple
from datetime import date
from decimal import Decimal

import pytest

from optimizer.portfolio.issue import Issue
from scenarios.comparison.by_project import DifferenceRow
from scenarios.further_person import TypicalWeek
from scenarios.interval import Interval
from scenarios.pareto.point import Front, FrontPoint
from scenarios.prices.key_people import KeyPeople, KeyPerson
from scenarios.prices.person import PeoplePrices, PersonPrice
from scenarios.ranking import rank
from scenarios.why.counterfactual import Counterfactual
from scenarios.why.explanation import WhyNot, WhyProject
from scenarios.why.member import Member, Nearest, Without

MadeUp = namedtuple("MadeUp", "people leavers front conflict left_out")

KNOWN = Interval.exactly(3500)
OPEN = Interval(low=Decimal(10), high=Decimal(60))


@pytest.fixture(scope="session")
def people_prices():
    """Two skills in two quarters; one number is not proven."""
    gains = [("ML", "2026-Q2", 10), ("ML", "2026-Q3", 0), ("FE", "2026-Q2", 15)]
    prices = [
        PersonPrice(
            skill=skill,
            quarter=quarter,
            first=date(2026, 4, 6),
            last=date(2026, 6, 26),
            for_quarter=Interval.exactly(gain),
            to_horizon=Interval.exactly(gain),
        )
        for skill, quarter, gain in gains
    ]
    last = prices[0].replace(skill="FE", quarter="2026-Q3", for_quarter=OPEN)
    prices.append(last)
    ranked = rank((f"{p.skill} {p.quarter}", p.for_quarter) for p in prices)
    return PeoplePrices(
        net_value=KNOWN,
        week=TypicalWeek(hours_per_week=40, bau_share=Decimal("0.2"), bau_hours=0),
        prices=tuple(prices),
        by_quarter=ranked,
        to_horizon=ranked,
    )


@pytest.fixture(scope="session")
def leavers():
    """One person whom nothing replaces, one who costs something, one who does not."""
    lost = [("Ana", Interval.exactly(60)), ("Jo", Interval.exactly(0))]
    return KeyPeople(
        on=date(2026, 3, 2),
        handover_hours=0,
        net_value=KNOWN,
        people=(
            KeyPerson(
                engineer="Kim",
                loss=Interval(low=None, high=None),
                irreplaceable=True,
                reasons=(Issue(code="x", where="Kim", message="UI must end in time."),),
            ),
            *(KeyPerson(engineer=name, loss=loss) for name, loss in lost),
        ),
        irreplaceable=("Kim",),
        ranking=rank(lost),
    )


@pytest.fixture(scope="session")
def front_of_three(blocked):
    """Three plans: two of one value and cost, one of them proven, and a cheaper one."""
    answer = blocked.response
    return Front(
        unit="k€",
        points=tuple(
            FrontPoint(
                label=label,
                balanced=balanced,
                net_value=value,
                moves=moves,
                cost=cost,
                best_value=Interval.exactly(value),
                least_moves=Interval.exactly(moves),
                least_cost=Interval.exactly(cost) if balanced else OPEN,
                plan=answer.plan,
                verdict=answer.verdict,
                measures=answer.measures,
            )
            for label, value, moves, cost, balanced in (
                ("Most value", 3115, 4, 340, False),
                ("Best value for at most 2 moves", 3080, 2, 338, True),
                ("Cheapest found", 2380, 4, 254, False),
            )
        ),
        remarks=("Costs are exact, but not all are proven.",),
    )


@pytest.fixture(scope="session")
def conflict():
    """Two rules: a date that can give way, and a project that must run."""
    dropped = Without(status="optimal", net_value=KNOWN)
    return WhyNot(
        status="infeasible",
        net_value=Interval(low=None, high=None),
        minimal=True,
        members=(
            Member(
                code="deadlines",
                where="projects/NIS2",
                sentence="NIS2 must end by 2026-04-10.",
                verified=True,
                without=dropped,
                nearest=Nearest(
                    label="2026-04-17",
                    open_from="2026-04-17",
                    proven=True,
                    net_value=Interval.exactly(3440),
                ),
            ),
            Member(
                code="mandatory",
                where="projects/NIS2",
                sentence="NIS2 is mandatory.",
                verified=True,
                without=Without(status="infeasible", net_value=OPEN),
            ),
        ),
        sentences=("These 2 rules cannot all hold.",),
    )


@pytest.fixture(scope="session")
def left_out():
    """A project that is left out, and what leaves if it is forced in."""
    return WhyProject(
        project="LEG",
        fate="dropped",
        late=None,
        decided_out=False,
        status="optimal",
        net_value=Interval.exactly(3100),
        counterfactual=Counterfactual(
            asked="in",
            status="optimal",
            net_value=Interval.exactly(3000),
            price=Interval.exactly(100),
            effects=(
                DifferenceRow(
                    item="PRIV",
                    name="Compliance feature",
                    before=500,
                    after=0,
                    difference=-500,
                    was="on_time",
                    becomes="dropped",
                ),
            ),
        ),
        sentences=("LEG is left out.", "Forcing it in costs 100 k€: PRIV leaves."),
    )


@pytest.fixture(scope="session")
def made_up(people_prices, leavers, front_of_three, conflict, left_out):
    """All of these answers."""
    return MadeUp(people_prices, leavers, front_of_three, conflict, left_out)
