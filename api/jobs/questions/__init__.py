"""What a job can be asked: all that decides the answer, as one value."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, TypeAdapter

from api.jobs.questions.comparison import ComparisonQuestion
from api.jobs.questions.conflict import ConflictQuestion
from api.jobs.questions.curve import CurveQuestion
from api.jobs.questions.effort import Effort, limit_of
from api.jobs.questions.front import FrontQuestion
from api.jobs.questions.moves import MovesQuestion
from api.jobs.questions.price import PriceQuestion
from api.jobs.questions.solve import SolveQuestion
from api.jobs.questions.what_if import WhatIfQuestion

__all__ = [
    "AboutOneScenario",
    "ComparisonQuestion",
    "ConflictQuestion",
    "CurveQuestion",
    "Effort",
    "FrontQuestion",
    "MovesQuestion",
    "PriceQuestion",
    "Question",
    "SolveQuestion",
    "WhatIfQuestion",
    "limit_of",
]

AboutOneScenario = (
    WhatIfQuestion
    | MovesQuestion
    | ConflictQuestion
    | PriceQuestion
    | CurveQuestion
    | FrontQuestion
)
Question = Annotated[
    SolveQuestion | ComparisonQuestion | AboutOneScenario, Field(discriminator="kind")
]
QUESTIONS: TypeAdapter[Question] = TypeAdapter(Question)
KINDS = (
    *("solve", "what_if", "comparison", "moves", "conflict", "price", "curve"),
    "front",
)
"""Every kind of question."""
