"""The people of a skill, as something that can be in short supply."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.conflicts.droppable import Kind, Place, Scale
from scenarios.further_person import further_person
from scenarios.skills import skills_in_demand

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.conflicts.droppable import Droppable
    from optimizer.conflicts.terms import Terms
    from optimizer.portfolio.portfolio import Portfolio


def skill_rules(portfolio: Portfolio) -> Iterator[Droppable]:
    """Yield, of every skill in demand, that no more people have it.

    Nobody can drop that as a date is dropped. To do without it means twice as many
    people, the further ones typical of the portfolio and at full speed.
    """
    for skill in skills_in_demand(portfolio):
        yield _of_skill(portfolio, skill)


def _of_skill(portfolio: Portfolio, skill: str) -> Droppable:
    names = [person.id for person in portfolio.people if skill in person.skills]
    twice = max(1, len(names))
    who = f"Only {', '.join(names)}" if names else "Nobody"
    return Place(f"skills/{skill}", f"skills/{skill}").rule(
        Kind.CAPACITY,
        "people",
        f"{who} can do {skill}.",
        lambda terms: _with_more(terms, skill, twice),
        Scale(
            stated=0,
            loosest=twice,
            at=lambda terms, number: _with_more(terms, skill, number),
            label=lambda number: f"{number} more of {skill}",
        ),
    )


def _with_more(terms: Terms, skill: str, number: int) -> Terms:
    """Return terms in which so many further people have a skill."""
    further = tuple(
        further_person(terms.portfolio, skill, k) for k in range(1, number + 1)
    )
    return terms.with_fields(engineers=(*terms.portfolio.engineers, *further))
