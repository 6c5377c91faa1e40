"""Atlas's first story, answered once, to be told in many ways."""

from decimal import Decimal
from pathlib import Path

import pytest

from optimizer import Limits, Plan, Portfolio
from optimizer.plan import Conflict
from optimizer.portfolio.issue import Issue
from scenarios.answers.answering import what_if
from scenarios.asking import Asker
from scenarios.comparison.of_answers import side_by_side
from scenarios.curve import Curve, CurvePoint
from scenarios.interval import Interval
from scenarios.reading import read_scenario
from scenarios.situation import Situation
from scenarios.tables.dossier import Dossier
from scenarios.tables.lineup import Lineup

ATLAS = Path(__file__).parents[2] / "data" / "atlas"


@pytest.fixture(scope="session")
def atlas_base():
    """Atlas with its running plan, before anything happens."""
    return Situation.of(
        Portfolio.model_validate_json((ATLAS / "portfolio.json").read_text("utf-8")),
        Plan.model_validate_json((ATLAS / "baseline.json").read_text("utf-8")),
    )


@pytest.fixture(scope="session")
def blocked(atlas_base):
    """The blocked team with all its answers."""
    scenario = read_scenario(ATLAS / "scenarios" / "blocked.json")
    return what_if(atlas_base, scenario, Asker(Limits(deterministic=60, workers=1)))


@pytest.fixture(scope="session")
def moves_curve():
    """Value against moves as the story has it; nobody was asked."""
    values = (2970, 3030, 3080, 3105, 3115)
    return Curve(
        of="moves",
        trend="rising",
        points=tuple(
            CurvePoint(
                at=Decimal(moves),
                label=f"{moves} moves",
                net_value=Interval.exactly(value),
                status="optimal",
            )
            for moves, value in enumerate(values)
        ),
    )


@pytest.fixture(scope="session")
def dossier(blocked, moves_curve):
    """The blocked team as it is told."""
    return Dossier.gather(blocked, moves_curve)


@pytest.fixture(scope="session")
def lineup(blocked, moves_curve):
    """The answers to the blocked team as plans to choose from."""
    return Lineup.gather(side_by_side(blocked, moves_curve), moves_curve)


@pytest.fixture(scope="session")
def unproven(blocked):
    """The same answers as if the search had been stopped early: 85 k€ are open."""
    response = blocked.response.replace(
        status="feasible",
        net_value=Interval(low=Decimal(3115), high=Decimal(3200)),
        tiers=tuple(
            tier.replace(bound=3200, status="feasible", gap=0.027)
            if tier.name == "net_value"
            else tier
            for tier in blocked.response.tiers
        ),
    )
    return with_response(blocked, response)


@pytest.fixture(scope="session")
def impossible(blocked):
    """The same answers as if no plan were possible."""
    response = blocked.response.replace(
        status="infeasible",
        plan=None,
        verdict=None,
        net_value=Interval(low=None, high=None),
        measures={},
        tiers=(),
        conflict=Conflict(
            members=(
                Issue(code="mandatory", where="AI", message="AI is mandatory."),
                Issue(code="deadlines", where="AI", message="AI ends by 2026-03-02."),
            ),
            minimal=True,
        ),
    )
    return with_response(blocked, response)


def with_response(blocked, response):
    """Put another response in the place of the last answer."""
    return type(blocked)(
        scenario=blocked.scenario,
        base=blocked.base,
        situation=blocked.situation,
        answers=(*blocked.answers[:-1], response),
        input_hash=blocked.input_hash,
    )
