"""Team members are employed throughout, and a fixed team's members are there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ortools.sat.python.cp_model import Domain

from optimizer.portfolio.work import Staffing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.cpsat.variables import MemberKey, Variables
    from optimizer.problem.problem import Person, Way


def add(variables: Variables) -> None:
    """Post the starts at which each person can be a member."""
    for key, member in variables.team_members():
        person = variables.problem.people[key.person]
        way = variables.way(key.package, key.way)
        possible = variables.starts[key.package]
        if way.staffing is Staffing.FIXED_TEAM:
            allowed = [s for s in possible if _there(person, way, s)]
            if len(allowed) == len(possible):
                continue
            if not allowed:
                variables.model.add(member == 0)
                continue
            variables.model.add_linear_expression_in_domain(
                variables.packages[key.package].start, Domain.from_values(allowed)
            ).only_enforce_if(member)
        else:
            _employed(variables, key, person)


def _there(person: Person, way: Way, start: int) -> bool:
    end = start + way.shortest
    if start < person.employed[0] or end > person.employed[1]:
        return way.shortest == 0
    absent = sum(
        person.location_works[t] and not person.available[t] for t in range(start, end)
    )
    return absent <= way.tolerated_absence


def _employed(variables: Variables, key: MemberKey, person: Person) -> None:
    """An effort-driven member is employed from the package's start to its end."""
    row, member = variables.packages[key.package], variables.members[key]
    begin, end = person.employed
    if begin > 0:
        variables.model.add(row.start >= begin).only_enforce_if(member)
    if end < variables.problem.horizon:
        variables.model.add(row.end <= end).only_enforce_if(member)


def offered(variables: Variables) -> Iterator[tuple[MemberKey, int]]:
    """Yield memberships of people on offer, with their offer."""
    for key in variables.members:
        offer = variables.problem.people[key.person].offer
        if offer is not None:
            yield key, offer
