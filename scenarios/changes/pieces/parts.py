"""A package that has not begun, done in parts one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.plan.units import hundredths, in_hundredths
from optimizer.portfolio.work import Link, LinkType, Mode, Package, Staffing
from scenarios.changes.editing import in_place_of
from scenarios.changes.pieces.naming import free_id, with_starts_of
from scenarios.changes.pieces.past_plan import with_copies

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from scenarios.situation import Situation

WORK = ("duration", "shortest", "longest", "demands", "uses", "consumes")


def shortest_length(package: Package) -> int | None:
    """Return the fewest periods that a package states; None where effort decides."""
    lengths = [
        length
        for mode in package.ways
        if package.staffing is not Staffing.EFFORT_TEAM or not mode.demands
        for length in (mode.duration, mode.shortest)
        if length is not None
    ]
    return min(lengths, default=None)


def in_parts(
    situation: Situation, package: Package, shares: Sequence[Decimal]
) -> Situation:
    """Return the situation in which parts of a package follow each other.

    The first part has what comes before the package, the last one its name, its
    latest day and what follows it.
    """
    count, portfolio = len(shares), situation.portfolio
    names = [
        free_id(package.id, f" (part {number})", portfolio)
        for number in range(1, count)
    ]
    names.append(package.id)
    parts = [
        package.replace(
            id=name,
            name=f"{package.name[:1_900]} (part {k + 1})" if package.name else "",
            **_work(package, shares, k),
            **_place(package, names, k),
        )
        for k, name in enumerate(names)
    ]
    baseline = situation.baseline
    if baseline is not None:
        baseline = with_copies(baseline, package, names[:-1])
    portfolio = with_starts_of(portfolio, package.id, names[0])
    portfolio = in_place_of(portfolio, package.id, parts)
    return situation.replace(portfolio=portfolio, baseline=baseline)


def _place(package: Package, names: Sequence[str], k: int) -> dict[str, object]:
    """Return the links and the days of a part."""
    first, last = k == 0, k == len(names) - 1
    of_end = {LinkType.FINISH_FINISH, LinkType.START_FINISH}
    links = tuple(
        link
        for link in package.predecessors
        if (last if link.type in of_end else first)
    )
    if not first:
        links = (Link(package=names[k - 1]), *links)
    locks = package.locks
    if not first:
        locks = locks.replace(start_on=None, start_from=None, start_until=None)
    return {
        "predecessors": links,
        "latest": package.latest if last else None,
        "locks": locks,
    }


def _work(package: Package, shares: Sequence[Decimal], k: int) -> dict[str, object]:
    """Return the work of a part, in modes or as the package's own."""
    modes = tuple(_share_of(mode, shares, k) for mode in package.ways)
    if package.modes:
        return {"modes": modes}
    return {field: getattr(modes[0], field) for field in WORK}


def _share_of(mode: Mode, shares: Sequence[Decimal], k: int) -> Mode:
    duration = _length(mode.duration, shares, k)
    shortest, longest = _length(mode.shortest, shares, k), mode.longest
    if longest is not None:
        longest = max(shortest or 1, _length(longest, shares, k) or 1)
    return mode.replace(
        duration=duration,
        shortest=shortest,
        longest=longest,
        demands=tuple(
            demand
            if demand.effort is None
            else demand.replace(effort=_amount(demand.effort, shares, k))
            for demand in mode.demands
        ),
        consumes={it: _amount(had, shares, k) for it, had in mode.consumes.items()},
    )


def _amount(total: Decimal, shares: Sequence[Decimal], k: int) -> Decimal:
    return in_hundredths(_shares_of(hundredths(total), shares)[k])


def _length(total: int | None, shares: Sequence[Decimal], k: int) -> int | None:
    """Return the periods of a part, at least one."""
    if total is None:
        return None
    lengths = [max(1, length) for length in _shares_of(total, shares)]
    while sum(lengths) > max(total, len(lengths)):
        lengths[lengths.index(max(lengths))] -= 1
    return lengths[k]


def _shares_of(total: int, shares: Sequence[Decimal]) -> list[int]:
    """Return whole parts of a whole that add up to it."""
    ends = [int(total * sum(shares[: k + 1])) for k in range(len(shares))]
    return [end - begin for begin, end in zip([0, *ends], ends, strict=False)]
