"""The registry of public instances: where each lies and what is known of it.

The files are not part of this repository. Every family is a folder with its
files and one table of best known bounds; the acceptance subset is the list of
names in `benchmarks.acceptance`.
"""

from __future__ import annotations

import csv
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.acceptance import ACCEPTANCE
from benchmarks.readers import (
    construction,
    imopse,
    mplib,
    mpsplib,
    mslib,
    mspsp,
    psplib,
)
from optimizer.plan.goals import Goals, Measure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from optimizer.portfolio.portfolio import Portfolio


@dataclass(frozen=True, slots=True)
class Family:
    """Instances of one format, in one folder, under one goal."""

    name: str
    folder: str
    read: Callable[[str, str], Portfolio]
    goal: Measure = Measure.MAKESPAN
    table: str = "best_known.csv"


FAMILIES = (
    Family("psplib", "psplib_rcpsp", psplib.read),
    Family("mrcpsp", "mrcpsp", psplib.read),
    Family("mspsp", "mspsp", mspsp.read),
    Family("imopse", "imopse_msrcpsp", imopse.read),
    Family(
        "imopse_cost",
        "imopse_msrcpsp",
        imopse.read,
        Measure.COST,
        "best_known_cost.csv",
    ),
    Family("mslib", "mslib1", mslib.read),
    Family("mplib", "mplib1_rcmpsp", mplib.read),
    Family("mpsplib", "mpsplib", mpsplib.read),
    Family("construction", "portfolio_misc", construction.read, Measure.VALUE_LOSS),
)

_FAMILY = {family.name: family for family in FAMILIES}


class InstancesMissing(UserWarning):
    """Instances that are listed but not there: they are left out of the run."""


@dataclass(frozen=True, slots=True)
class Instance:
    """One public instance and the best that is known of it.

    Attributes
    ----------
    set
        Family and subset: ``psplib/j30``, or the family alone.
    goal
        The measure to be made small.
    lower_bound, upper_bound
        Best known bound and value, in the goal's unit.
    optimal
        Whether the two are proven to meet.
    source
        Who says so.
    """

    set: str
    name: str
    path: Path
    goal: Measure
    lower_bound: float
    upper_bound: float
    optimal: bool
    source: str

    @property
    def family(self) -> str:
        """The part of the set before the stroke."""
        return self.set.partition("/")[0]

    @property
    def goals(self) -> Goals:
        """The goal alone, to be proven."""
        return Goals.single(self.goal)

    def portfolio(self) -> Portfolio:
        """Read the file as an ordinary portfolio."""
        return _FAMILY[self.family].read(self.path.read_text(), self.name)


def instances(
    folder: Path, sets: Sequence[str] = (), *, everything: bool = False
) -> tuple[Instance, ...]:
    """Return the listed instances, or all of them, of the sets asked for.

    Parameters
    ----------
    folder
        Where the families' folders are. What is missing there is left out with an
        `InstancesMissing` warning.
    sets
        Families (``psplib``), sets (``psplib/j30``) or subsets (``j30``); all
        where none is given.
    everything
        Every instance that has a best known value, not only the acceptance subset.

    Raises
    ------
    ValueError
        If a wanted name fits no instance that is there.
    """
    found = tuple(i for family in FAMILIES for i in _of_family(folder, family))
    for name in sets:
        if found and not any(_named(i, name) for i in found):
            known = ", ".join(dict.fromkeys(i.set for i in found))
            raise ValueError(f"No set {name!r}; there are: {known}.")
    return tuple(
        instance
        for instance in found
        if (everything or instance.name in ACCEPTANCE.get(instance.family, ()))
        and (not sets or any(_named(instance, name) for name in sets))
    )


def _named(instance: Instance, name: str) -> bool:
    return name in {instance.set, *instance.set.split("/")}


def _of_family(folder: Path, family: Family) -> Iterator[Instance]:
    table = folder / family.folder / family.table
    if not table.is_file():
        _missing(f"{family.name}: no table {table}")
        return
    with table.open(newline="", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            path = table.parent / row["instance"]
            if not path.is_file():
                _missing(f"{family.name}: no file {path}")
                continue
            subset = row.get("subset") or ""
            yield Instance(
                set=f"{family.name}/{subset}" if subset else family.name,
                name=row["instance"],
                path=path,
                goal=family.goal,
                lower_bound=float(row["lower_bound"]),
                upper_bound=float(row["upper_bound"]),
                optimal=row["optimal"] == "yes",
                source=row["source"],
            )


def _missing(what: str) -> None:
    warnings.warn(f"Left out, {what}.", InstancesMissing, stacklevel=3)
