"""How long the checker takes on a plan of 25,000 packages: ``python -m`` this.

Crews of four do one package after another, ten weeks each, in all three staffings;
every hour is written down. Prints one JSON line; seconds are those of the processor,
because nothing here runs in parallel.
"""

from __future__ import annotations

import argparse
import json
from datetime import date, timedelta
from decimal import Decimal
from time import process_time

from optimizer.plan import Assignment, Plan, ScheduledPackage, check, complete, measure
from optimizer.portfolio.calendar import Calendar
from optimizer.portfolio.people import Engineer, Skill
from optimizer.portfolio.portfolio import Portfolio
from optimizer.portfolio.project import Project
from optimizer.portfolio.work import Demand, Link, Package, Staffing

FIRST = date(2026, 1, 5)
CREW = 4
WEEKS = 10
IN_A_ROW = 25
EFFORT = Decimal(32 * CREW * WEEKS)


def crew(number: int) -> list[str]:
    """Return the ids of one crew."""
    return [f"E{number}-{member}" for member in range(CREW)]


def package(number: int, place: int) -> Package:
    """Return one of a crew's packages, after the one before it."""
    staffing = list(Staffing)[(number + place) % len(Staffing)]
    fixed = staffing is Staffing.FIXED_TEAM
    demand = Demand(
        skill="any",
        headcount=CREW if fixed else None,
        effort=None if fixed else EFFORT,
        engineers=tuple(crew(number)),
    )
    before = (Link(package=f"P{number}-{place - 1}"),) if place else ()
    return Package(
        id=f"P{number}-{place}",
        staffing=staffing,
        duration=None if staffing is Staffing.EFFORT_TEAM else WEEKS,
        demands=(demand,),
        predecessors=before,
    )


def portfolio(crews: int) -> Portfolio:
    """Return as many projects as crews, 25 packages each."""
    return Portfolio(
        timeline=Calendar(start=FIRST, horizon=WEEKS * IN_A_ROW),
        engineers=tuple(
            Engineer(id=person, bau_share=Decimal("0.2"), skills={"any": Skill()})
            for number in range(crews)
            for person in crew(number)
        ),
        projects=tuple(
            Project(
                id=f"project {number}",
                value=Decimal(100),
                packages=tuple(package(number, place) for place in range(IN_A_ROW)),
            )
            for number in range(crews)
        ),
    )


def plan(crews: int) -> Plan:
    """Return the plan in which every crew does its packages in a row."""
    places = [(number, place) for number in range(crews) for place in range(IN_A_ROW)]
    return Plan(
        selected=tuple(f"project {number}" for number in range(crews)),
        packages=tuple(
            ScheduledPackage(
                package=f"P{number}-{place}",
                start=FIRST + timedelta(weeks=WEEKS * place),
                periods=WEEKS,
            )
            for number, place in places
        ),
        assignments=tuple(
            Assignment(engineer=person, package=f"P{number}-{place}", demand="any")
            for number, place in places
            for person in crew(number)
        ),
    )


def main() -> None:
    """Complete, check and measure, each timed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--packages", type=int, default=25_000)
    crews = parser.parse_args().packages // IN_A_ROW
    work, answer = portfolio(crews), plan(crews)
    begin = process_time()
    answer = complete(answer, work)
    completed = process_time()
    verdict = check(answer, work)
    checked = process_time()
    measure(answer, work)
    measured = process_time()
    record = {
        "packages": len(answer.packages),
        "assignments": len(answer.assignments),
        "accepted": verdict.accepted,
        "complete_seconds": round(completed - begin, 2),
        "check_seconds": round(checked - completed, 2),
        "measure_seconds": round(measured - checked, 2),
    }
    print(json.dumps(record))


if __name__ == "__main__":
    main()
