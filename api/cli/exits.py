"""How a command ends: its exit code, and an error as a sentence or an object."""

import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import IntEnum
from typing import TYPE_CHECKING, NoReturn

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


@contextmanager
def answering(*, as_json: bool) -> Iterator[None]:
    """Turn what can go wrong into a sentence, or an object, and an exit code."""
    from optimizer.errors import EngineFault, OptimizerError

    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        # The interpreter flushes once more at exit, into nothing.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(Exit.PIPE) from None
    except Refused as error:
        _refuse(as_json, error.code, str(error))
    except EngineFault as error:
        message = f"{error}\nThis is a fault of Quarterdeck, not of your data."
        _refuse(as_json, "engine_fault", message, exit_code=Exit.FAULT)
    except OptimizerError as error:
        code = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", type(error).__name__).lower()
        _refuse(as_json, code, str(error), getattr(error, "issues", ()))
    except OSError as error:
        message = f"{error.filename or 'file'}: {error.strerror or error}"
        _refuse(as_json, "file_system", message)


def _refuse(
    as_json: bool,
    code: str,
    message: str,
    issues: "Sequence[Issue]" = (),
    exit_code: Exit = Exit.REFUSED,
) -> NoReturn:
    if as_json:
        listed = [issue.model_dump(mode="json") for issue in issues]
        error = {"code": code, "message": message, "issues": listed}
        emit({"format": 1, "error": error})
    else:
        say(f"Error: {message}", style="red")
    raise typer.Exit(exit_code)
