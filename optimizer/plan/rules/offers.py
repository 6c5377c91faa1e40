"""An offer is engaged once at the most, and as its terms allow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.plan.outcome import BrokenRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.plan.ledger import Ledger
    from optimizer.plan.schedule import Engaged


def violations(ledger: Ledger) -> Iterator[BrokenRule]:
    """Yield every breach."""
    engaged: dict[str, list[Engaged]] = {}
    for engagement in ledger.schedule.engagements:
        engaged.setdefault(engagement.offer, []).append(engagement)
    for name, engagements in engaged.items():
        if len(engagements) > 1:
            found = f"{name} is engaged {len(engagements)} times; once is allowed."
            yield BrokenRule(rule="offers", where=name, message=found)
        for engagement in engagements:
            for found in _breaches(ledger, engagement):
                yield BrokenRule(
                    rule="offers",
                    where=name,
                    period=ledger.day(engagement.start),
                    message=f"{name} is engaged {found}.",
                )


def _breaches(ledger: Ledger, engagement: Engaged) -> Iterator[str]:
    """Yield what breaks the terms, as part of a sentence."""
    offer = ledger.directory.offers[engagement.offer]
    periods_of = ledger.timeline.periods_of_weeks
    start, length = engagement.start, engagement.end - engagement.start
    if offer.earliest is not None and start < ledger.timeline.from_day(offer.earliest):
        yield f"from {ledger.day(start)}, before its earliest day, {offer.earliest}"
    noticed = ledger.now + periods_of(offer.notice_weeks)
    if start < noticed:
        yield f"from {ledger.day(start)}, its notice allows {ledger.day(noticed)}"
    if length < periods_of(offer.shortest_weeks):
        yield f"for {length} period(s), at least {offer.shortest_weeks} week(s) are due"
    if offer.longest_weeks is not None and length > periods_of(offer.longest_weeks):
        yield f"for {length} period(s), at most {offer.longest_weeks} week(s) may be"
    if engagement.end > ledger.horizon:
        yield f"until {ledger.day(engagement.end - 1)}, after the end of the timeline"
