"""Hours that a plan leaves out, as the staffing prescribes them."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from optimizer.plan.staffing.pool import spread_evenly

if TYPE_CHECKING:
    from collections.abc import Mapping

    from optimizer.plan.calendars import PersonCalendar
    from optimizer.plan.runs import Run
    from optimizer.plan.schedule import Schedule
    from optimizer.plan.staffing.prescription import Prescription

Hours = dict[int, int]


def fill(
    schedule: Schedule,
    runs: Mapping[str, Run],
    prescriptions: Mapping[str, Prescription],
    calendars: Mapping[str, PersonCalendar],
) -> None:
    """Fill the hours left out, into the runs.

    Teams first; pools in the order of the portfolio, each with the capacity that
    everything before it, and all hours that are stated, leave.
    """
    missing = {
        package: [
            (demand, person)
            for (demand, person), hours in schedule.posts.get(package, {}).items()
            if hours is None and demand in run.people and person in calendars
        ]
        for package, run in runs.items()
    }
    pools = []
    for package, run in runs.items():
        if missing[package]:
            _fill_facts(run, missing[package])
            if run.is_team:
                _fill_team(run, missing[package], prescriptions[package])
            else:
                pools.append(run)
    if pools:
        assigned = _assigned(runs)
        for run in pools:
            _fill_pool(run, missing[run.id], prescriptions[run.id], calendars, assigned)


def _fill_facts(run: Run, missing: list[tuple[str, str]]) -> None:
    if run.fact is not None:
        for demand, person in missing:
            known = run.fact.hours.get((demand, person), {})
            run.people[demand][person].update(known)


def _fill_team(
    run: Run, missing: list[tuple[str, str]], prescription: Prescription
) -> None:
    for demand, person in missing:
        hours = prescription.hours.get(demand, {}).get(person, {})
        run.people[demand][person].update(hours)


def _assigned(runs: Mapping[str, Run]) -> dict[str, Counter[int]]:
    assigned: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for run in runs.values():
        for _, person, hours in run.posts:
            for period, worked in hours.items():
                assigned[person][period] += worked
    return assigned


def _fill_pool(
    run: Run,
    missing: list[tuple[str, str]],
    prescription: Prescription,
    calendars: Mapping[str, PersonCalendar],
    assigned: Mapping[str, Counter[int]],
) -> None:
    for demand, needed in prescription.demand_hours.items():
        named = [person for of, person in missing if of == demand]
        stated = [h for p, h in run.people[demand].items() if p not in named]
        for period, amount in needed.items():
            left = amount - sum(hours.get(period, 0) for hours in stated)
            rooms = {
                p: max(0, calendars[p].capacity(period) - assigned[p][period])
                for p in named
            }
            for person, hours in spread_evenly(max(0, left), rooms).items():
                if hours:
                    run.people[demand][person][period] = hours
                    assigned[person][period] += hours
