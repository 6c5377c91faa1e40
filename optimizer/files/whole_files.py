"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from optimizer.errors import UnwritableFile

if TYPE_CHECKING:
    from collections.abc import Iterator


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
    handle, name = tempfile.mkstemp(
        dir=target.parent, prefix=f".{target.name}.", suffix=target.suffix
    )
    os.close(handle)
    beside = Path(name)
    try:
        yield beside
        beside.chmod(permissions(target))
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def permissions(target: Path) -> int:
    """Return the mode of the file there is, or the one that a new file gets."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def write_whole(target: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    with whole_file(target) as beside:
        beside.write_bytes(content)
