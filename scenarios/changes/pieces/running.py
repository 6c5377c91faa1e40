"""Packages that have started, and how each goes on if nothing else happens.

All of it is the checker's own reading: its facts, and what its staffing prescribes
for the team from *now* on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from optimizer.plan.baseline import Baseline
from optimizer.plan.facts import gather_facts
from optimizer.plan.ledger import Ledger
from optimizer.plan.plan import Assignment, Plan, ScheduledPackage
from optimizer.portfolio.work import Staffing, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from optimizer.plan.facts import Fact
    from optimizer.portfolio.work import Package
    from scenarios.situation import Situation


@dataclass(frozen=True, slots=True)
class Started:
    """A package that has started, as it stands at *now*.

    Attributes
    ----------
    end
        Where it ended, or will; None if its team does not get there.
    ahead
        Teams: demand → person → period → hundredths of hours from *now* on.
    pauses
        Periods from *now* on in which a fixed team waits for somebody.
    """

    package: Package
    fact: Fact
    end: int | None
    ahead: Mapping[str, Mapping[str, Mapping[int, int]]]
    pauses: tuple[int, ...] = ()

    @property
    def is_running(self) -> bool:
        """Whether it has started and is not done."""
        return self.fact.status is Status.RUNNING

    @property
    def is_pool(self) -> bool:
        """Whether hours, not people, are what it takes."""
        return self.package.staffing is Staffing.POOL and bool(self.fact.mode.demands)

    @property
    def team(self) -> frozenset[tuple[str, str]]:
        """Demand and person of every member; empty where that is not known."""
        return self.fact.team or frozenset()

    @property
    def people(self) -> frozenset[str]:
        """Who is on its team."""
        return frozenset(person for _, person in self.team)

    def goes_on_at(self, period: int) -> bool:
        """Whether it runs, and work is left from a period on."""
        return self.is_running and (self.end is None or self.end > period)


def started(situation: Situation) -> dict[str, Started]:
    """Return package → how it stands, for every package that has started."""
    portfolio, baseline = situation.portfolio, situation.baseline
    planned = Baseline.of(baseline, portfolio).runs if baseline else {}
    facts = gather_facts(portfolio, situation.timeline, situation.now, planned)
    if not facts:
        return {}
    ledger = Ledger(_going_on(facts, situation), portfolio, baseline)
    found = {}
    for name, fact in facts.items():
        prescribed = ledger.prescriptions[name]
        found[name] = Started(
            package=ledger.runs[name].package,
            fact=fact,
            end=prescribed.earliest_end,
            ahead=prescribed.hours,
            pauses=prescribed.pauses,
        )
    return found


def running_with(person: str, situation: Situation) -> Iterable[Started]:
    """Return the running teams that a person is on."""
    return [
        it
        for it in started(situation).values()
        if it.is_running and not it.is_pool and person in it.people
    ]


def _going_on(facts: Mapping[str, Fact], situation: Situation) -> Plan:
    """Return what has started as a plan that lasts to the horizon.

    How long it really lasts is for the staffing to say.
    """
    timeline, baseline = situation.timeline, situation.baseline
    offers = {offer.id for offer in situation.portfolio.offers}
    engagements = baseline.engagements if baseline else ()
    rows = tuple(
        ScheduledPackage(
            package=name,
            start=timeline.first_day(fact.start),
            periods=max(0, timeline.horizon - fact.start),
            mode=fact.mode.id,
        )
        for name, fact in facts.items()
    )
    team = tuple(
        Assignment(engineer=person, package=name, demand=demand)
        for name, fact in facts.items()
        for demand, person in sorted(fact.team or ())
        if demand in {it.id for it in fact.mode.demands}
    )
    return Plan(
        packages=rows,
        assignments=team,
        engagements=tuple(it for it in engagements if it.offer in offers),
    )
