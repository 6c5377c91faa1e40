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
        """Its files and those of its scenarios, by name."""
        found = (*self.folder.glob("*"), *self.folder.glob("scenarios/*.json"))
        return tuple(sorted(path for path in found if path.is_file()))

    def copy_into(self, target: Path) -> tuple[Path, ...]:
        """Copy the files into a folder, made where missing; return the copies."""
        copies = []
        for file in self.files:
            copy = target / file.relative_to(self.folder)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copies.append(Path(shutil.copy(file, copy)))
        return tuple(copies)


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
