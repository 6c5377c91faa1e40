"""MPSPLib as JSON: projects with arrival dates, shared and own resources."""

from __future__ import annotations

import json
from typing import Any

from benchmarks.readers.building import calendar, day, mode, package
from optimizer.portfolio.portfolio import Portfolio
from optimizer.portfolio.project import Project
from optimizer.portfolio.resources import Facility
from optimizer.portfolio.work import Link, Package


def read(text: str, name: str) -> Portfolio:
    """Return the portfolio of one file's text."""
    given = json.loads(text)
    projects = tuple(_project(project) for project in given["projects"])
    return Portfolio(
        name=name,
        timeline=calendar(projects),
        facilities=tuple(
            Facility(id=f"R{r['id']}", name=r["name"], capacity=r["capacity"])
            for r in given["resources"]
        ),
        projects=projects,
    )


def _project(given: dict[str, Any]) -> Project:
    name = given["name"]
    return Project(
        id=name,
        mandatory=True,
        release=day(given["release"]) if given["release"] else None,
        packages=tuple(_task(name, task) for task in given["tasks"]),
    )


def _task(project: str, given: dict[str, Any]) -> Package:
    uses = {f"R{resource}": units for resource, units in given["demands"].items()}
    return package(
        f"{project}.{given['id']}",
        [mode(given["duration"], uses)],
        (
            Link(package=f"{before['project']}.{before['id']}", lag=before["lag"])
            for before in given["predecessors"]
        ),
    )
