"""Files that are written whole or not at all."""

from __future__ import annotations

from contextlib import contextmanager
from secrets import token_hex
from typing import TYPE_CHECKING

from optimizer.errors import UnwritableFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """Give a path to write to; it becomes the target when the block ends well.

    The file is written beside its target, so that no reader ever sees half of it and
    a failure leaves what was there before.

    Raises
    ------
    UnwritableFile
        If the target is a folder.
    """
    if target.is_dir():
        raise UnwritableFile(f"{target} is a folder; a file was to be written.")
    beside = target.with_name(f".{token_hex(8)}{target.suffix}")
    try:
        yield beside
        if target.exists():
            beside.chmod(target.stat().st_mode & 0o777)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def write_whole(target: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    with whole_file(target) as beside:
        beside.write_bytes(content)
