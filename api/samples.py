"""Where the sample portfolios are: beside the code, or inside an installed wheel."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Sample:
    """A folder of `data/` with a portfolio, and what is in it in one line."""

    name: str
    about: str
    folder: Path

    @property
    def files(self) -> tuple[Path, ...]:
        """Its files, by name."""
        return tuple(sorted(p for p in self.folder.iterdir() if p.is_file()))

    def copy_into(self, target: Path) -> tuple[Path, ...]:
        """Copy the files into a folder, made where missing; return the copies."""
        target.mkdir(parents=True, exist_ok=True)
        return tuple(Path(shutil.copy(file, target)) for file in self.files)


def samples() -> tuple[Sample, ...]:
    """Return every sample, in the order of `data/README.md`."""
    return tuple(_described())


def _data() -> Path:
    installed = HERE / "data"
    return installed if installed.is_dir() else HERE.parent / "data"


def _described() -> Iterator[Sample]:
    """Read the headings of `data/README.md`, which end in a sentence about each."""
    data = _data()
    for line in (data / "README.md").read_text(encoding="utf-8").splitlines():
        name, found, about = line.removeprefix("## ").partition(": ")
        if found and line.startswith("## ") and (data / name).is_dir():
            yield Sample(name, about, data / name)
