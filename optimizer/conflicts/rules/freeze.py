"""The window in which the running plan does not change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.conflicts.dates import begins_from
from optimizer.conflicts.droppable import Kind, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.conflicts.droppable import Droppable
    from optimizer.portfolio.portfolio import Portfolio


def freeze_rules(portfolio: Portfolio) -> Iterator[Droppable]:
    """Yield the freeze of a portfolio, if it has one."""
    until = portfolio.freeze_until
    if until is not None:
        yield Place("freeze_until", "freeze_until").rule(
            Kind.LOCK,
            "freeze",
            f"The running plan is frozen until {until}.",
            lambda terms: terms.with_fields(freeze_until=None),
            begins_from(
                portfolio, until, lambda terms, day: terms.with_fields(freeze_until=day)
            ),
        )
