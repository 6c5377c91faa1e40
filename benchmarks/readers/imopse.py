"""iMOPSE ``.def``: named people with salaries and skill levels.

A period is one hour of work: everybody has five hours a week, so one in each
working day, and costs their salary in it. Cost is then duration × salary. Levels
keep their order within a skill; the lowest becomes 1.
"""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal

from benchmarks.readers.building import calendar, mode, package
from optimizer.portfolio.people import Engineer, Skill
from optimizer.portfolio.portfolio import Portfolio
from optimizer.portfolio.project import Project
from optimizer.portfolio.work import Demand, Link, Package

HOURS_PER_WEEK = Decimal(5)
_SKILL = re.compile(r"Q(\d+):\s*(\d+)")

Ranks = dict[str, dict[int, int]]


def read(text: str, name: str) -> Portfolio:
    """Return the portfolio of one file's text."""
    ranks = _ranks(text)
    project = Project(
        id="project",
        mandatory=True,
        packages=tuple(_task(line, ranks) for line in _lines(text, "TaskID")),
    )
    return Portfolio(
        name=name,
        value_unit="money",
        timeline=calendar([project]),
        engineers=tuple(_person(line, ranks) for line in _lines(text, "ResourceID")),
        projects=(project,),
    )


def _lines(text: str, header: str) -> list[str]:
    """Return the lines of the block that a header opens."""
    found = re.search(rf"^{header}\b.*?\n(.*?)^=+", text, re.DOTALL | re.MULTILINE)
    if found is None:
        raise ValueError(f"should have a block {header!r} closed by '=', found none")
    return [line for line in found.group(1).splitlines() if line.strip()]


def _ranks(text: str) -> Ranks:
    """Return skill → level in the file → level of ours, 1 and up."""
    levels: defaultdict[str, set[int]] = defaultdict(set)
    for skill, level in _SKILL.findall(text):
        levels[f"Q{skill}"].add(int(level))
    return {
        skill: {level: rank for rank, level in enumerate(sorted(found), start=1)}
        for skill, found in levels.items()
    }


def _person(line: str, ranks: Ranks) -> Engineer:
    number, salary, *_ = line.split()
    return Engineer(
        id=f"E{number}",
        hours_per_week=HOURS_PER_WEEK,
        cost_per_hour=Decimal(salary),
        skills={
            f"Q{skill}": Skill(level=ranks[f"Q{skill}"][int(level)])
            for skill, level in _SKILL.findall(line)
        },
    )


def _task(line: str, ranks: Ranks) -> Package:
    number, duration, *_ = line.split()
    demands = [
        Demand(skill=f"Q{skill}", level=ranks[f"Q{skill}"][int(level)], headcount=1)
        for skill, level in _SKILL.findall(line)
    ]
    before = _SKILL.split(line)[-1].split()
    return package(
        number,
        [mode(int(duration), demands=demands)],
        (Link(package=predecessor) for predecessor in before),
    )
