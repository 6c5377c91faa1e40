"""What goes where: results to standard output, everything else to standard error."""

import json
import sys
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

if TYPE_CHECKING:
    from optimizer.portfolio.issue import Issue

PIPE_WIDTH = 200


def console(*, errors: bool = False) -> Console:
    """Return the terminal, or the pipe, as rich sees it now.

    Names of people and projects are never read as mark-up. A pipe has no width, so
    nothing is cut there.
    """
    stream = sys.stderr if errors else sys.stdout
    width = None if stream.isatty() else PIPE_WIDTH
    return Console(file=stream, width=width, markup=False, highlight=False)


def emit(answer: Mapping[str, object]) -> None:
    """Write one JSON object, the whole result, to standard output."""
    sys.stdout.write(json.dumps(answer, indent=2, ensure_ascii=False) + "\n")


def say(text: str, style: str = "") -> None:
    """Tell the person something that is not the result, on standard error."""
    console(errors=True).print(Text(text, style=style), soft_wrap=True)


def say_issues(issues: Iterable["Issue"]) -> None:
    """List what is worth knowing about the input."""
    for issue in issues:
        say(f"{issue.severity.capitalize()}: {issue}", style="yellow")
