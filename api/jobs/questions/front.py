"""Plans between which only taste decides."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from api.jobs.questions.subject import Inquiry
from optimizer.portfolio.base import Count
from scenarios.pareto.front import FEWEST, MOST

MostPlans = Annotated[Count, Field(ge=FEWEST, le=MOST)]


class FrontQuestion(Inquiry):
    """Plans that trade value, moves and cost against each other.

    Attributes
    ----------
    most
        Plans at most.
    """

    kind: Literal["front"] = "front"
    most: MostPlans = MOST
