"""The answer to a question, as it is stored."""

from __future__ import annotations

import logging
import re
from contextlib import contextmanager
from functools import partial
from threading import Timer
from typing import TYPE_CHECKING, Any

from api.access.seen_results import Look
from api.access.sight import FULL, LIMITED
from api.jobs import pages
from api.jobs.answering.comparison import compared
from api.jobs.answering.conflict import explained
from api.jobs.answering.curve import swept
from api.jobs.answering.front import offered
from api.jobs.answering.moves import moved
from api.jobs.answering.price import priced
from api.jobs.answering.solve import solved
from api.jobs.answering.what_if import imagined
from api.jobs.executors.executor import Embedded, ExecutorFailed
from api.jobs.messages import Answered, Refused
from api.jobs.questions import SolveQuestion
from optimizer.errors import EngineFault, OptimizerError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from api.access.sight import Sight
    from api.jobs.answering.found import Found
    from api.jobs.executors.executor import Executor
    from api.jobs.questions import Question
    from api.jobs.telling import Told
    from optimizer.plan.effort import Control, Limits
    from scenarios.asking import Asker, Watch

ANSWERS: Mapping[str, Callable[[Any, Asker], Found]] = {
    "what_if": imagined,
    "comparison": compared,
    "moves": moved,
    "conflict": explained,
    "price": priced,
    "curve": swept,
    "front": offered,
}
"""Who answers the kinds of question that ask the engine more than once."""

OVERTIME_SECONDS = 3.0
"""So much longer than it should a sweep may take before it is stopped."""

_log = logging.getLogger(__name__)


def answer(
    question: Question,
    control: Control,
    watch: Watch,
    executor: Executor = Embedded(),  # noqa: B008 - it has no state
    early: Callable[[Answered], None] | None = None,
) -> Answered | Refused:
    """Return the answer to a question, or why there is none.

    Parameters
    ----------
    control
        Who watches, and how to stop early with the best plan so far.
    watch
        Called when one of several questions begins and when it is answered.
    executor
        Who carries out the search for several answers at once.
    early
        Called with the answer before what is told of it is made, which takes time.
    """
    try:
        if isinstance(question, SolveQuestion):
            found = solved(question, control)
        else:
            sweep = partial(ANSWERS[question.kind], question)
            limits = question.effort.limits
            with _stopped_in_time(limits, control):
                found = executor.carry_out(sweep, limits, control, watch)
        known = Answered(
            result=found.record.model_dump_json(), plans=found.plans, final=False
        )
        if early is not None:
            early(known)
        full, limited = (_told(question, found, sight) for sight in (FULL, LIMITED))
        return known.replace(full=full, limited=limited, final=True)
    except Exception as error:
        return _refused(error)


@contextmanager
def _stopped_in_time(limits: Limits, control: Control) -> Iterator[None]:
    """Stop a sweep that goes by the clock soon after its time, with what there is.

    Each of its questions gets some time, however little is left.
    """
    if limits.deterministic is not None:
        yield
        return
    clock = Timer(limits.seconds + OVERTIME_SECONDS, control.stop.set)
    clock.daemon = True
    clock.start()
    try:
        yield
    finally:
        clock.cancel()


def _refused(error: Exception) -> Refused:
    """Return why there is no answer; what is our fault is told to the log."""
    match error:
        case MemoryError():
            message = "The search needs more memory."
            return Refused(code="out_of_memory", message=message)
        case ExecutorFailed():
            return Refused(code="executor_failed", message=str(error))
        case EngineFault():
            _log.error("A fault of the engine", exc_info=error)
            return Refused(code="engine_fault", message=str(error))
        case OptimizerError():
            code = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", type(error).__name__).lower()
            return Refused(code=code, message=str(error))
        case _:
            _log.error("A fault that nobody foresaw", exc_info=error)
            told = f"A fault of Quarterdeck, not of the data: {type(error).__name__}."
            return Refused(code="fault", message=told)


def _told(question: Question, found: Found, sight: Sight) -> Told | None:
    """Return what is told of an answer; a fault in it does not lose the answer."""
    look = Look(sight, priced=question.is_priced)
    try:
        return pages.told(found.tell(look))
    except Exception:
        _log.exception("Nothing is told of the answer to a %s", question.kind)
        return None
