"""A smallest set of rules that cannot all hold.

Rules are dropped one after the other and stay dropped while there is still no plan
(deletion filter; Chinneck and Dravnieks 1991, doi:10.1287/ijoc.3.2.157). Whole groups
go first, then halves of what is left, so that few rules among hundreds are found with
few searches.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from optimizer.plan.outcome import Conflict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from optimizer.conflicts.droppable import Droppable
    from optimizer.conflicts.feasibility import Feasibility
    from optimizer.conflicts.terms import Terms

Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class Core:
    """Rules that cannot all hold, even if every other rule is dropped.

    Attributes
    ----------
    rules
        In the order in which they were given.
    necessary
        For each of them, whether a plan was found without it, all others kept.
    proven
        Whether two different searches proved that they cannot all hold.
    hopeless
        Whether two different searches proved that there is no plan even without any
        rule that may be dropped.
    """

    rules: tuple[Droppable, ...] = ()
    necessary: tuple[bool, ...] = ()
    proven: bool = False
    hopeless: bool = False

    @property
    def minimal(self) -> bool:
        """Whether nothing of it can be left out, proven."""
        return self.proven and bool(self.rules) and all(self.necessary)

    def as_conflict(self) -> Conflict:
        """Return the core as an outcome shows it."""
        members = tuple(rule.issue for rule in self.rules)
        return Conflict(members=members, minimal=self.minimal)


def find_core(
    feasibility: Feasibility,
    terms: Terms,
    rules: Sequence[Droppable],
) -> Core:
    """Return a smallest set of rules that leave no plan.

    Empty if even without any of them there is no plan, or none is found in time. All
    of them where no smaller set is proven.

    Parameters
    ----------
    terms
        Without a plan, proven.
    rules
        What may be dropped of the terms; the rest stays.
    """

    def possible(kept: Iterable[Droppable]) -> bool | None:
        return feasibility.possible(keeping(terms, rules, kept))

    if possible(()) is not True:
        bare = keeping(terms, rules, ())
        return Core(hopeless=feasibility.impossible_twice(bare))
    ordered = sorted(rules, key=lambda rule: rule.kind)
    groups: dict[tuple[int, str], list[Droppable]] = {}
    for rule in ordered:
        groups.setdefault((rule.kind, rule.group), []).append(rule)
    left = _shrunk(list(groups.values()), lambda parts: possible(_flat(parts)))
    few = _shrunk(list(_flat(left)), possible)
    if not feasibility.impossible_twice(keeping(terms, rules, few)):
        return Core(tuple(rules), tuple(False for _ in rules))
    left_over = {rule.key for rule in few}
    core = tuple(rule for rule in rules if rule.key in left_over)
    necessary = tuple(
        possible(one for one in core if one is not rule) is True for rule in core
    )
    return Core(core, necessary, proven=True)


def keeping(
    terms: Terms, rules: Iterable[Droppable], kept: Iterable[Droppable]
) -> Terms:
    """Return terms without those of the rules that are not kept."""
    stays = {rule.key for rule in kept}
    for rule in rules:
        if rule.key not in stays:
            terms = rule.drop(terms)
    return terms


def _shrunk(
    parts: list[Part], possible: Callable[[Sequence[Part]], bool | None]
) -> list[Part]:
    """Return parts without those that leave no plan even when dropped."""
    kept, size = parts, max(1, len(parts) // 2)
    while True:
        index = 0
        while index < len(kept):
            rest = kept[:index] + kept[index + size :]
            if possible(rest) is False:
                kept = rest
            else:
                index += size
        if size == 1:
            return kept
        size //= 2


def _flat(parts: Iterable[Iterable[Droppable]]) -> Iterable[Droppable]:
    return [rule for part in parts for rule in part]
