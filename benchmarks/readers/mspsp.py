"""MSPSP ``.dzn`` (MiniZinc data): people who master skills or not.

Every activity is a fixed team: so many distinct people per skill, each for one
skill, from start to end; a person is on one activity at a time.
"""

from __future__ import annotations

import re

from benchmarks.readers.building import calendar, mode, package
from optimizer.portfolio.people import Engineer, Skill
from optimizer.portfolio.portfolio import Portfolio
from optimizer.portfolio.project import Project
from optimizer.portfolio.work import Demand, Link, Package


def read(text: str, name: str) -> Portfolio:
    """Return the portfolio of one file's text."""
    text = re.sub(r"%.*", "", text)
    durations = [int(word) for word in _words(text, "dur")]
    width = int(_words(text, "nSkills")[0])
    required = _table(_words(text, "sreq"), width)
    mastery = _table(_words(text, "mastery"), width)
    links = list(zip(_words(text, "pred"), _words(text, "succ"), strict=True))
    project = Project(
        id="project",
        mandatory=True,
        packages=tuple(
            _package(str(n), duration, row, links)
            for n, (duration, row) in enumerate(
                zip(durations, required, strict=True), start=1
            )
        ),
    )
    return Portfolio(
        name=name,
        timeline=calendar([project]),
        engineers=tuple(
            Engineer(
                id=f"E{n}",
                skills={
                    f"S{s}": Skill()
                    for s, masters in enumerate(row, start=1)
                    if masters == "true"
                },
            )
            for n, row in enumerate(mastery, start=1)
        ),
        projects=(project,),
    )


def _package(
    name: str, duration: int, required: list[str], links: list[tuple[str, str]]
) -> Package:
    demands = [
        Demand(skill=f"S{s}", headcount=int(people))
        for s, people in enumerate(required, start=1)
        if int(people)
    ]
    before = (Link(package=first) for first, then in links if then == name)
    return package(name, [mode(duration, demands=demands)], before)


def _words(text: str, variable: str) -> list[str]:
    """Return the words of ``variable = [...];``, rows one after the other."""
    found = re.search(rf"^\s*{variable}\s*=\s*(.*?);", text, re.DOTALL | re.MULTILINE)
    if found is None:
        raise ValueError(f"should define {variable!r}, found no such line")
    return re.findall(r"\w+", found.group(1))


def _table(words: list[str], width: int) -> list[list[str]]:
    return [words[i : i + width] for i in range(0, len(words), width)]
