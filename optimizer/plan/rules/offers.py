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
            yield from _of_engagement(ledger, engagement)


def _of_engagement(ledger: Ledger, engagement: Engaged) -> Iterator[BrokenRule]:
    """Check one engagement; where it began before now, its begin is a fact."""
    begun = _has_begun(ledger, engagement)
    breaches = [(found, begun) for found in _too_early(ledger, engagement)]
    breaches += [(found, False) for found in _wrong_length(ledger, engagement)]
    for found, fact in breaches:
        yield BrokenRule(
            rule="offers",
            where=engagement.offer,
            period=ledger.day(engagement.start),
            message=f"{engagement.offer} is engaged {found}.",
            fact=fact,
        )


def _has_begun(ledger: Ledger, engagement: Engaged) -> bool:
    """Whether the running plan engages the person from the same period before now."""
    if ledger.baseline is None or engagement.start >= ledger.now:
        return False
    return any(
        (planned.offer, planned.start) == (engagement.offer, engagement.start)
        for planned in ledger.baseline.engagements
    )


def _too_early(ledger: Ledger, engagement: Engaged) -> Iterator[str]:
    """Yield what the begin breaks, as part of a sentence."""
    offer = ledger.directory.offers[engagement.offer]
    start = engagement.start
    if offer.earliest is not None and start < ledger.timeline.from_day(offer.earliest):
        yield f"from {ledger.day(start)}, before its earliest day, {offer.earliest}"
    noticed = ledger.now + ledger.timeline.periods_of_weeks(offer.notice_weeks)
    if start < noticed:
        yield f"from {ledger.day(start)}, its notice allows {ledger.day(noticed)}"


def _wrong_length(ledger: Ledger, engagement: Engaged) -> Iterator[str]:
    """Yield what the length and the end break, as part of a sentence."""
    offer = ledger.directory.offers[engagement.offer]
    periods_of = ledger.timeline.periods_of_weeks
    length = engagement.end - engagement.start
    if length < periods_of(offer.shortest_weeks):
        yield f"for {length} period(s), at least {offer.shortest_weeks} week(s) are due"
    if offer.longest_weeks is not None and length > periods_of(offer.longest_weeks):
        yield f"for {length} period(s), at most {offer.longest_weeks} week(s) may be"
    if engagement.end > ledger.horizon:
        yield f"until {ledger.day(engagement.end - 1)}, after the end of the timeline"
