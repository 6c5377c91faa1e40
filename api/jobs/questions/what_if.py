"""What a scenario means, and the best response to it."""

from __future__ import annotations

from typing import Literal

from api.jobs.questions.subject import Inquiry


class WhatIfQuestion(Inquiry):
    """What a scenario means; see `scenarios.answers.answering.what_if`.

    Attributes
    ----------
    curve
        Whether to ask also what 0, 1, 2, … moves are worth.
    """

    kind: Literal["what_if"] = "what_if"
    curve: bool = False
