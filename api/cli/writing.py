"""Where a command may write without destroying somebody's work."""

from __future__ import annotations

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
