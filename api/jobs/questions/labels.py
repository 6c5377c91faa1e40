"""What plans are called that stand in a list: by their places in it."""

from __future__ import annotations

PLACE = "plan_"


def label_of(place: int) -> str:
    """Return the label of the plan at a place, from 1."""
    return f"{PLACE}{place}"


def place_of(label: str) -> int:
    """Return the place of the plan with a label."""
    return int(label.removeprefix(PLACE))
