"""Three construction projects with links across them, due dates and penalties.

Each project is worth its penalty per day over the whole horizon, so the loss of
value by delay is exactly the penalty: `Measure.VALUE_LOSS` is the goal.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from benchmarks.readers.building import calendar, day, mode, package
from optimizer.portfolio.portfolio import Portfolio
from optimizer.portfolio.project import Project
from optimizer.portfolio.resources import Facility
from optimizer.portfolio.work import Link

Links = dict[str, list[Link]]


def read(text: str, name: str) -> Portfolio:
    """Return the portfolio of one file's text."""
    given = json.loads(text)
    links = _links(given["projects"])
    projects = tuple(
        _project(key, project, links) for key, project in given["projects"].items()
    )
    timeline = calendar(projects)
    return Portfolio(
        name=name,
        value_unit="EUR",
        timeline=timeline,
        facilities=tuple(
            Facility(id=r["id"], name=r["name"], capacity=r["capacity"])
            for r in given["resources"]
        ),
        projects=tuple(
            p.replace(value=p.delay_cost * timeline.horizon) for p in projects
        ),
    )


def _links(projects: dict[str, Any]) -> Links:
    """Return package → what it follows, inside its project and outside."""
    links: Links = {}
    for key, project in projects.items():
        for activity in project["activities"]:
            name = f"{key}.{activity['id']}"
            for after in activity["successors"]:
                follows = links.setdefault(f"{key}.{after['id']}", [])
                follows.append(Link(package=name, lag=after["lag"]))
            links.setdefault(name, []).extend(
                Link(package=f"{before['project']}.{before['id']}", lag=before["lag"])
                for before in activity["external_predecessors"]
            )
    return links


def _project(key: str, given: dict[str, Any], links: Links) -> Project:
    release = given["release_date"]
    return Project(
        id=key,
        mandatory=True,
        delay_cost=Decimal(given["penalty_per_day"]),
        release=day(release),
        # on time if the last package ends by release + deadline: in the day before
        due=day(release + given["deadline"] - 1),
        packages=tuple(
            package(
                f"{key}.{activity['id']}",
                [mode(activity["duration"], activity["demands"])],
                links[f"{key}.{activity['id']}"],
            )
            for activity in given["activities"]
        ),
    )
