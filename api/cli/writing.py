"""Where a command may write without destroying somebody's work."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from api.cli.exits import Refused

if TYPE_CHECKING:
    from pathlib import Path


def require_new(
    target: Path, *, force: bool, suffixes: tuple[str, ...] | None = None
) -> None:
    """Refuse a target that is there already or has the wrong ending.

    Raises
    ------
    Refused
        If the target exists and is not to be replaced, or if its suffix is not
        one of `suffixes`.
    """
    if suffixes is not None and target.suffix.lower() not in suffixes:
        raise Refused(
            "wrong_suffix", f"{target} should end in {' or '.join(suffixes)}."
        )
    if target.exists() and not force:
        raise Refused(
            "exists", f"{target} is there already; name another, or say --force."
        )


def require_writable(target: Path, inputs: tuple[Path | None, ...]) -> None:
    """Refuse before a search what could only fail after it.

    Raises
    ------
    Refused
        If the target is one of the inputs, or cannot be written as a file.
    """
    if any(given and target.resolve() == given.resolve() for given in inputs):
        raise Refused("would_overwrite", f"{target} is what is read; name another.")
    existing = target.resolve()
    while not existing.exists():
        existing = existing.parent
    if target.is_dir() or not os.access(existing, os.W_OK):
        raise Refused("not_writable", f"{target} cannot be written as a file.")
