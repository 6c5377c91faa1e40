"""What a curve can be asked over; each as the service takes it."""

from __future__ import annotations

from datetime import date
from typing import Literal

from api.client.terms import Said
from optimizer.portfolio.base import Money


class MovesSwept(Said):
    """At most 0, 1, 2, … moves against the running plan."""

    of: Literal["moves"] = "moves"
    most: int | None = None


class DeadlineSwept(Said):
    """The deadline of a project; of every period to come if no day is given."""

    of: Literal["deadline"] = "deadline"
    project: str
    at: tuple[date, ...] = ()


class BudgetSwept(Said):
    """The total of a budget; even steps if no amount is given."""

    of: Literal["budget"] = "budget"
    budget: str
    at: tuple[Money, ...] = ()


class HeadcountSwept(Said):
    """How many more people of a skill there are."""

    of: Literal["headcount"] = "headcount"
    skill: str
    up_to: int = 5


Swept = MovesSwept | DeadlineSwept | BudgetSwept | HeadcountSwept
