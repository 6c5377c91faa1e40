"""Make the mid-size sample: Halyard, a made-up maker of logistics software.

Run it from the root of the repository; the same seed gives the same files:

    python data/midsize/make.py [FOLDER]

The running plan is the sum of twelve plans, each made by a project manager who
asked for the best people and looked at no other project, and at no leave.
"""

from __future__ import annotations

import sys
from datetime import date, timedelta
from decimal import Decimal
from math import ceil
from pathlib import Path
from random import Random

from staff import RATE, engineers, location, offers
from work import PROJECTS

from optimizer.files import write, write_plan
from optimizer.plan.plan import Assignment, Plan, ScheduledPackage
from optimizer.portfolio.calendar import Calendar
from optimizer.portfolio.portfolio import Portfolio
from optimizer.portfolio.project import AtMost
from optimizer.portfolio.resources import (
    Budget,
    CapacityChange,
    Facility,
    Floor,
    Stock,
)
from optimizer.portfolio.work import LinkType, Package, Staffing

SEED = 26
START, WEEKS = date(2026, 3, 2), 26
NOW = date(2026, 3, 30)
WEEKLY_HOURS = 32
"""What a project manager takes a person's week for: 40 hours less 20 % BAU."""


def main(folder: Path) -> None:
    """Write the portfolio and the running plan."""
    portfolio = halyard()
    write(portfolio, folder / "portfolio.json")
    write_plan(Managers(portfolio).plan(), folder / "plan.json")


def halyard() -> Portfolio:
    """Return the portfolio."""
    return Portfolio(
        name="Halyard",
        timeline=Calendar(start=START, horizon=WEEKS),
        value_unit="k€",
        standard_bau_share=Decimal("0.2"),
        role_rates={skill: Decimal(rate) for skill, rate in RATE.items()},
        now=NOW,
        locations=(location("Berlin", "DE", "BE"), location("Lisbon", "PT", None)),
        engineers=engineers(Random(SEED)),
        offers=offers(),
        facilities=(
            Facility(
                id="GPU",
                name="Graphics processors for training, in nodes",
                capacity=6,
                changes=(
                    CapacityChange(
                        first=date(2026, 5, 11), last=date(2026, 5, 29), capacity=3
                    ),
                ),
            ),
            Facility(id="LAB", name="Device lab", capacity=1),
        ),
        stocks=(Stock(id="CREDITS", name="Credits at the model vendor", amount=100),),
        budgets=(
            Budget(id="ALL", name="People, all projects", total=Decimal(1500)),
            Budget(
                id="GROWTH",
                name="Growth, by quarter",
                objective="growth",
                quarters={"2026-Q2": Decimal(460)},
            ),
        ),
        floors=(Floor(id="ONCALL", skill="SRE", level=3, people=1, first=NOW),),
        at_most=(AtMost(id="BETS", projects=("LEG", "RAD", "K8S"), limit=2),),
        projects=PROJECTS,
    )


class Managers:
    """Twelve project managers, each with a plan of their own.

    Attributes
    ----------
    portfolio
        The portfolio whose unstarted packages they plan, from *now* on.
    """

    def __init__(self, portfolio: Portfolio) -> None:
        self.portfolio = portfolio
        self._packages = {p.id: p for _, p in portfolio.packages}
        self._spans: dict[str, tuple[int, int]] = {}

    def plan(self) -> Plan:
        """Return all their plans as one."""
        spans = {package: self.span(package) for package in self._packages}
        return Plan(
            name="Halyard, as the project managers plan it",
            selected=tuple(project.id for project in self.portfolio.projects),
            packages=tuple(
                ScheduledPackage(
                    package=package,
                    start=START + timedelta(weeks=start),
                    periods=end - start,
                    mode=self._packages[package].ways[0].id,
                )
                for package, (start, end) in spans.items()
            ),
            assignments=tuple(
                Assignment(engineer=person, package=package.id, demand=demand)
                for package in self._packages.values()
                for person, demand in self.team(package)
            ),
        )

    def span(self, identity: str) -> tuple[int, int]:
        """Return start and end in weeks: as soon as the links allow."""
        if identity not in self._spans:
            package = self._packages[identity]
            start = self._earliest(package)
            self._spans[identity] = (start, start + self.weeks(package))
        return self._spans[identity]

    def _earliest(self, package: Package) -> int:
        if package.progress is not None:
            return (package.progress.started - START).days // 7
        starts = [(NOW - START).days // 7]
        if package.earliest is not None:
            starts.append(ceil((package.earliest - START).days / 7))
        for link in package.predecessors:
            start, end = self.span(link.package)
            tied = start if link.type is LinkType.START_START else end
            starts.append(tied + link.lag)
        return max(starts)

    def weeks(self, package: Package) -> int:
        """Return how long a manager thinks a package takes."""
        if package.progress is not None and package.progress.finished is not None:
            return (package.progress.finished - package.progress.started).days // 7 + 1
        way = package.ways[0]
        if package.staffing is not Staffing.EFFORT_TEAM:
            return way.shortest or way.duration or 0
        return max(
            ceil((demand.effort or 0) / ((demand.team_max or 1) * WEEKLY_HOURS))
            for demand in way.demands
        )

    def team(self, package: Package) -> list[tuple[str, str]]:
        """Return pairs (person, demand): those who run it, or the best there are."""
        if package.progress is not None and package.progress.team is not None:
            return [(m.engineer, m.demand) for m in package.progress.team]
        pairs: list[tuple[str, str]] = []
        for demand in package.ways[0].demands:
            taken = {person for person, _ in pairs}
            able = sorted(
                (-person.skills[demand.skill].level, person.id)
                for person in self.portfolio.engineers
                if demand.skill in person.skills and person.id not in taken
            )
            wanted = demand.headcount or demand.team_max or 2
            pairs += [(person, demand.id) for _, person in able[:wanted]]
        return pairs


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
