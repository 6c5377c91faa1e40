"""How a command ends: its exit code, and an error as a sentence or an object."""

import os
import re
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

import typer

from api.cli.output import emit, say

if TYPE_CHECKING:
    from optimizer.portfolio.issue import Issue


class Exit(IntEnum):
    """What the exit code says.

    ``DONE``: a plan was found, a plan is accepted, a file was written.
    ``NO``: there is no plan, or the plan that was checked breaks a rule.
    ``REFUSED``: wrong input or usage; nothing was written.
    ``FAULT``: a fault of Quarterdeck itself.
    ``INTERRUPTED``: stopped by Ctrl+C before there was a plan.
    ``PIPE``: whoever read the output stopped reading.
    """

    DONE = 0
    NO = 1
    REFUSED = 2
    FAULT = 3
    INTERRUPTED = 130
    PIPE = 141


class Refused(Exception):
    """A request that the command line itself turns down.

    Attributes
    ----------
    code
        Machine-readable name of the situation.
    """

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


class Stopped(Exception):
    """Somebody stopped a question before there was anything to tell."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An error as it is told: a code for machines, a sentence, where it is."""

    code: str
    message: str
    issues: "Sequence[Issue]" = ()
    exit_code: Exit = Exit.REFUSED


@contextmanager
def answering(*, as_json: bool) -> Iterator[None]:
    """Turn what can go wrong into a sentence, or an object, and an exit code."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        # The interpreter flushes once more at exit, into nothing.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(Exit.PIPE) from None
    except Exception as error:
        failure = described(error)
        if failure.exit_code is Exit.FAULT:
            traceback.print_exc()
        _tell(failure, as_json=as_json)
        raise typer.Exit(failure.exit_code) from None


def described(error: Exception) -> Failure:
    """Return how an error is told; whatever nobody foresaw is our own fault."""
    from optimizer.errors import EngineFault, OptimizerError

    match error:
        case Refused():
            return Failure(error.code, str(error))
        case Stopped():
            return Failure("stopped", str(error), exit_code=Exit.INTERRUPTED)
        case OptimizerError() if not isinstance(error, EngineFault):
            code = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", type(error).__name__).lower()
            return Failure(code, str(error), getattr(error, "issues", ()))
        case OSError():
            place = error.filename or "file"
            return Failure("file_system", f"{place}: {error.strerror or error}")
        case _:
            told = f"{error}\nThis is a fault of Quarterdeck, not of your data."
            return Failure("fault", told, exit_code=Exit.FAULT)


def _tell(failure: Failure, *, as_json: bool) -> None:
    if as_json:
        issues = [issue.model_dump(mode="json") for issue in failure.issues]
        error = {"code": failure.code, "message": failure.message, "issues": issues}
        emit({"format": 1, "error": error})
    else:
        say(f"Error: {failure.message}", style="red")
