"""Team members are employed throughout, and a fixed team's members are there."""

from __future__ import annotations

from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from ortools.sat.python.cp_model import Domain

from optimizer.portfolio.work import Staffing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from optimizer.cpsat.variables import MemberKey, Variables
    from optimizer.problem.problem import Person, Problem, Way

RULES = ("employment", "fixed_team_presence")


def add(variables: Variables) -> None:
    """Post the starts at which each person can be a member.

    A running team that somebody leaves breaks the rule whatever is planned.
    """
    away = cache(lambda index: _absences(variables.problem.people[index]))
    for key, member in variables.members.items():
        person = variables.problem.people[key.person]
        way = variables.way(key.package, key.way)
        if way.staffing is not Staffing.FIXED_TEAM:
            _employed(variables, key, person)
            continue
        possible = variables.starts[key.package]
        allowed = _allowed(person, way, possible, away(key.person))
        if len(allowed) == len(possible):
            continue
        if not allowed:
            variables.model.add(member == 0)
            continue
        variables.model.add_linear_expression_in_domain(
            variables.packages[key.package].start, Domain.from_values(list(allowed))
        ).only_enforce_if(member)
    for p, row in variables.packages.items():
        if row.fixed and _is_left(variables.problem, p):
            variables.model.add(row.present == 0)


def _is_left(problem: Problem, p: int) -> bool:
    """Return whether a member of a running team is not employed to its end."""
    started = problem.packages[p].started
    if started is None or max(started.ends) <= problem.now:
        return False
    spans = (problem.people[person].employed for person, _ in started.team)
    end = max(started.ends)
    return any(first > problem.now or last < end for first, last in spans)


def _absences(person: Person) -> list[int]:
    """Return how often, before each period, a person is away though others work."""
    here = zip(person.available, person.location_works, strict=True)
    return list(accumulate((works and not h for h, works in here), initial=0))


def _allowed(
    person: Person, way: Way, possible: range, away: list[int]
) -> Sequence[int]:
    """Return the starts at which a person is employed and there often enough."""
    length, (first, last) = way.shortest, person.employed
    if length == 0:
        return possible
    inside = range(max(possible.start, first), min(possible.stop, last - length + 1))
    if away[-1] <= way.tolerated_absence:
        return inside
    return [
        start
        for start in inside
        if away[start + length] - away[start] <= way.tolerated_absence
    ]


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
