"""The answer to a question, as it is stored."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

from api.jobs.messages import Answered, Refused
from api.jobs.questions import SolveQuestion
from api.storage.judged import JudgedPlan
from optimizer.errors import EngineFault, OptimizerError
from optimizer.solving import solve
from scenarios.answers.answering import what_if
from scenarios.asking import Asker
from scenarios.records import record_of
from scenarios.situation import Situation
from scenarios.tables.dossier import Dossier

if TYPE_CHECKING:
    from api.jobs.questions import Question, WhatIfQuestion
    from optimizer.plan.effort import Control
    from scenarios.asking import Watch

_log = logging.getLogger(__name__)


def answer(question: Question, control: Control, watch: Watch) -> Answered | Refused:
    """Return the answer to a question, or why there is none.

    Parameters
    ----------
    control
        Who watches, and how to stop early with the best plan so far.
    watch
        Called when one of several questions begins and when it is answered.
    """
    try:
        if isinstance(question, SolveQuestion):
            return _solved(question, control)
        return _imagined(question, Asker(question.effort.limits, control, watch))
    except MemoryError:
        return Refused(code="out_of_memory", message="The search needs more memory.")
    except EngineFault as fault:
        _log.exception("A fault of the engine")
        return Refused(code="engine_fault", message=str(fault))
    except OptimizerError as error:
        code = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", type(error).__name__).lower()
        return Refused(code=code, message=str(error))
    except Exception as error:
        _log.exception("A fault that nobody foresaw")
        told = f"A fault of Quarterdeck, not of the data: {type(error).__name__}."
        return Refused(code="fault", message=told)


def _solved(question: SolveQuestion, control: Control) -> Answered:
    outcome = solve(
        question.portfolio,
        question.goals,
        question.effort.limits,
        question.baseline,
        question.now,
        control,
    )
    plans: tuple[JudgedPlan, ...] = ()
    if outcome.plan is not None and outcome.verdict is not None:
        judged = JudgedPlan(label="plan", plan=outcome.plan, verdict=outcome.verdict)
        plans = (judged,)
    return Answered(result=outcome.model_dump_json(), plans=plans)


def _imagined(question: WhatIfQuestion, asker: Asker) -> Answered:
    base = Situation.of(question.portfolio, question.baseline)
    found = what_if(base, question.scenario, asker)
    plans = tuple(
        JudgedPlan(label=each.kind, plan=each.plan, verdict=each.verdict)
        for each in found.answers
        if each.plan is not None and each.verdict is not None
    )
    record = record_of(Dossier.gather(found))
    return Answered(result=record.model_dump_json(), plans=plans)
