"""Nobody is on more team packages at a time, or in larger shares, than allowed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from optimizer.problem.problem import WHOLE_SHARE

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import IntervalVar

    from optimizer.cpsat.variables import MemberKey, Variables

RULES = ("team_packages", "team_shares")


@dataclass(frozen=True, slots=True)
class Membership:
    """A stretch of time in which a person may be on a team, and their share."""

    interval: IntervalVar
    share: int


def add(variables: Variables) -> None:
    """Post one no-overlap, or two cumulatives, for each person."""
    model = variables.model
    for person, stretches in _stretches(variables).items():
        limit = variables.problem.people[person].max_team_packages
        if len(stretches) < 2:
            continue
        intervals = [stretch.interval for stretch in stretches]
        shares = [stretch.share for stretch in stretches]
        if limit == 1 or min(shares) * 2 > WHOLE_SHARE:
            model.add_no_overlap(intervals)
            continue
        model.add_cumulative(intervals, [1] * len(intervals), limit)
        if sum(shares) > WHOLE_SHARE:
            model.add_cumulative(intervals, shares, WHOLE_SHARE)


def _stretches(variables: Variables) -> dict[int, list[Membership]]:
    by_person: defaultdict[int, list[Membership]] = defaultdict(list)
    for key in variables.members:
        interval = member_interval(variables, key)
        if interval is not None:
            share = variables.demand(key).share
            by_person[key.person].append(Membership(interval, share))
    for p, row in variables.packages.items():
        started = variables.problem.packages[p].started
        if started is None:
            continue
        begin, end = variables.problem.now, started.ends[0]
        way = variables.way(p, started.way)
        for person, demand in started.team:
            if end > begin:
                interval = variables.model.new_optional_interval_var(
                    begin, end - begin, end, row.present, f"still[{p},{person}]"
                )
                share = way.demands[demand].share
                by_person[person].append(Membership(interval, share))
    return dict(by_person)


def member_interval(variables: Variables, key: MemberKey) -> IntervalVar | None:
    """Return the stretch of a membership; None where the package takes no time."""
    way, row = variables.way(key.package, key.way), variables.packages[key.package]
    if way.longest == 0:
        return None
    length = row.length if way.shortest < way.longest else way.shortest
    end = row.end if way.shortest < way.longest else row.start + length
    name = f"on[{key.package},{key.way},{key.demand},{key.person}]"
    return variables.model.new_optional_interval_var(
        row.start, length, end, variables.members[key], name
    )
