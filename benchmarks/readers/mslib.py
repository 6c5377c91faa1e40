"""MSLIB ``.msrcp``: the basic multi-skill problem, without levels and costs.

As MSPSP: every activity needs so many distinct workers per skill, each for one
skill, from start to end.
"""

from __future__ import annotations

import re

from benchmarks.readers.building import calendar, mode, package, predecessors
from optimizer.portfolio.people import Engineer, Skill
from optimizer.portfolio.portfolio import Portfolio
from optimizer.portfolio.project import Project
from optimizer.portfolio.work import Demand, Link, Package


def read(text: str, name: str) -> Portfolio:
    """Return the portfolio of one file's text."""
    modules = _modules(text)
    (activities, *_), _, _, *rows = modules["Project Module"]
    before = predecessors(
        {n: followers for n, (_, _, *followers) in enumerate(rows[:activities], 1)}
    )
    required = modules["Skill Requirements Module"]
    project = Project(
        id="project",
        mandatory=True,
        packages=tuple(
            _package(n, row[0], required[n - 1], before.get(n, []))
            for n, row in enumerate(rows[:activities], start=1)
        ),
    )
    return Portfolio(
        name=name,
        timeline=calendar([project]),
        engineers=tuple(
            Engineer(
                id=f"W{n}",
                skills={f"S{s}": Skill() for s, has in enumerate(row, 1) if has},
            )
            for n, row in enumerate(modules["Workforce Module"], start=1)
        ),
        projects=(project,),
    )


def _package(number: int, duration: int, row: list[int], before: list[int]) -> Package:
    demands = [
        Demand(skill=f"S{s}", headcount=people)
        for s, people in enumerate(row, start=1)
        if people
    ]
    return package(
        str(number),
        [mode(duration, demands=demands)],
        (Link(package=str(predecessor)) for predecessor in before),
    )


def _modules(text: str) -> dict[str, list[list[int]]]:
    r"""Return module title → its lines of whole numbers.

    A title stands as ``\* Title *\``; some lack the closing part.
    """
    modules: dict[str, list[list[int]]] = {}
    rows: list[list[int]] = []
    for line in text.splitlines():
        title = re.fullmatch(r"\s*\\\*\s*(.*?)\s*(?:\*\\)?\s*", line)
        if title is not None:
            rows = modules.setdefault(title.group(1), [])
        elif line.strip() and "." not in line:
            rows.append([int(word) for word in line.split()])
    return modules
