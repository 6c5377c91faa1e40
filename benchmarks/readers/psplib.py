"""PSPLIB ``.sm`` and ``.mm``: one project, renewable and non-renewable resources.

Renewable resources become facilities, non-renewable ones stocks, jobs packages;
the dummy jobs at both ends are milestones.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from benchmarks.readers.building import calendar, mode, package, predecessors
from optimizer.portfolio.portfolio import Portfolio
from optimizer.portfolio.project import Project
from optimizer.portfolio.resources import Facility, Stock
from optimizer.portfolio.work import Link

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.portfolio.work import Mode


def read(text: str, name: str) -> Portfolio:
    """Return the portfolio of one file's text."""
    renewable = _count(text, "renewable")
    resources = [f"R{n + 1}" for n in range(renewable)]
    resources += [f"N{n + 1}" for n in range(_count(text, "nonrenewable"))]
    capacities = dict(
        zip(resources, next(_rows(text, "RESOURCE ?AVAILABILITIES")), strict=True)
    )
    modes = _modes(text, resources, renewable)
    successors = {
        str(job): [str(n) for n in followers]
        for job, _, _, *followers in _rows(text, "PRECEDENCE RELATIONS")
    }
    before = predecessors(successors)
    project = Project(
        id="project",
        mandatory=True,
        packages=tuple(
            package(job, modes[job], (Link(package=p) for p in before.get(job, ())))
            for job in successors
        ),
    )
    return Portfolio(
        name=name,
        timeline=calendar([project]),
        facilities=tuple(
            Facility(id=r, capacity=capacities[r]) for r in resources[:renewable]
        ),
        stocks=tuple(
            Stock(id=r, amount=Decimal(capacities[r])) for r in resources[renewable:]
        ),
        projects=(project,),
    )


def _count(text: str, kind: str) -> int:
    found = re.search(rf"-\s*{kind}\s*:\s*(\d+)", text)
    if found is None:
        raise ValueError(f"should have a line '- {kind} : <number>', found none")
    return int(found.group(1))


def _rows(text: str, section: str) -> Iterator[list[int]]:
    """Yield the lines of numbers between a section's title and its closing stars."""
    found = re.search(rf"{section}.*?\n(.*?)(?:\n\s*\*\*\*|\Z)", text, re.DOTALL)
    if found is None:
        raise ValueError(f"should have a section {section!r}, found none")
    for line in found.group(1).splitlines():
        words = line.split()
        if words and all(word.isdecimal() for word in words):
            yield [int(word) for word in words]


def _modes(text: str, resources: list[str], renewable: int) -> dict[str, list[Mode]]:
    """Return job → modes; further modes of a job leave its number out."""
    modes: dict[str, list[Mode]] = {}
    job = ""
    for row in _rows(text, "REQUESTS/DURATIONS"):
        first = len(row) == len(resources) + 3
        if first:
            job = str(row[0])
        number, duration, *amounts = row[1:] if first else row
        used = dict(zip(resources, amounts, strict=True))
        modes.setdefault(job, []).append(
            mode(
                duration,
                uses={r: used[r] for r in resources[:renewable]},
                consumes={r: used[r] for r in resources[renewable:]},
                name=str(number),
            )
        )
    return modes
