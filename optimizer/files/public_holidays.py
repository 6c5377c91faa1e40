"""Countries on the sheet Locations, turned into the days of their public holidays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from optimizer.files.numbers import Unfit

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from optimizer.files.assembling import Document
    from optimizer.files.findings import Findings
    from optimizer.files.sheet import Row
    from optimizer.problem.timeline import Timeline


def add_public_holidays(
    document: Document, rows: Sequence[Row], timeline: Timeline, findings: Findings
) -> None:
    """Add the public holidays of the countries named to the locations."""
    listed: dict[str, dict[str, Any]] = {
        location["id"]: location
        for location in document.content.get("locations", ())
        if "id" in location
    }
    first = timeline.first_day(0)
    last = timeline.last_day(timeline.horizon - 1)
    for row in rows:
        country = row.values.get("country")
        location = listed.get(row.values.get("id", ""))
        if country is None or location is None:
            continue
        subdivision = row.values.get("subdivision")
        try:
            days = public_holidays(country, subdivision, first, last)
        except Unfit as error:
            findings.error("unknown_country", row.where("country"), f"{error}")
            continue
        known = location.get("holidays", [])
        location["holidays"] = [*known, *(day for day in days if day not in known)]
        place = "-".join(part for part in (country, subdivision) if part)
        findings.assume(
            f"holidays_of_{place}",
            row.where("country"),
            f"The {len(days)} public holidays of {place} from {first} to {last} were "
            "added.",
        )


def public_holidays(
    country: str, subdivision: str | None, first: date, last: date
) -> list[date]:
    """Return the public holidays of a country, or a part of it, inclusive.

    Raises
    ------
    Unfit
        If the country, or the part, is unknown.
    """
    import holidays  # noqa: PLC0415 - takes long, and few files name a country

    code, _, part = country.strip().upper().partition("-")
    subdivision = subdivision or part or None
    supported = holidays.list_supported_countries()
    if code not in supported:
        raise Unfit(f"Country should be two letters such as DE, found {country!r}.")
    parts = supported[code]
    if subdivision is not None and subdivision not in parts:
        known = ", ".join(parts) or "none"
        raise Unfit(
            f"Subdivision should be one of {code}: {known}; found {subdivision!r}."
        )
    days = holidays.country_holidays(
        code, subdiv=subdivision, years=range(first.year, last.year + 1)
    )
    return sorted(day for day in days if first <= day <= last)
