"""Every kind of change as people look for it: what it is about, and its title."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, get_args

from api.web.forms.names import Names
from api.web.forms.parts import Kind, form_of
from scenarios.changes import AnyChange

if TYPE_CHECKING:
    from collections.abc import Iterable

    from api.web.forms.entered import Tree
    from api.web.forms.parts import Part
    from scenarios.changes.base import Change

GROUPS = {
    "People": {
        "engineer_leaves": "Somebody leaves",
        "engineer_absent": "Somebody is away",
        "engineer_joins": "Somebody joins",
        "engineer_learns": "Somebody learns a skill",
        "person_locked": "What somebody works on is decided",
        "bau_changed": "Run-the-business work changes",
        "capacity_scaled": "A team or a skill has more or fewer hours",
        "offer_made": "Somebody could be engaged",
        "offer_withdrawn": "An offer is gone",
    },
    "Projects": {
        "project_added": "A new project",
        "project_dropped": "A project is given up",
        "project_forced": "A project is decided in or out",
        "project_revalued": "A project is worth more or less",
        "due_moved": "A due date moves",
        "deadline_moved": "A hard date moves",
        "scope_changed": "A project has other packages",
    },
    "Packages": {
        "package_blocked": "A package has to wait",
        "package_reestimated": "A package is more or less work",
        "package_restarted": "A package begins again",
        "package_split": "A package is done in parts",
        "package_locked": "When, how or by whom is decided",
        "released": "Locks are lifted",
    },
    "Links": {
        "link_added": "A package waits for another one",
        "link_removed": "A package need not wait",
    },
    "Money": {
        "budget_changed": "A budget grows or shrinks",
        "budget_set": "A budget is stated anew",
    },
    "Limits": {
        "limit_set": "A measure is limited",
        "floor_changed": "People of a skill stay free",
        "floor_removed": "Nobody has to stay free any more",
        "window_locked": "What starts soon stays as it is",
    },
}
"""What changes are about → kind → title."""

CONCERNS = {
    "person": ("engineer", Names.PEOPLE),
    "package": ("package", Names.PACKAGES),
    "project": ("project", Names.PROJECTS),
    "offer": ("offer", Names.OFFERS),
}
"""What somebody clicked → the field that names it."""

CLASSES: dict[str, type[Change]] = {
    change.model_fields["kind"].default: change
    for change in get_args(get_args(AnyChange)[0])
}
"""Kind → class."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A kind of change that can be chosen."""

    kind: str
    title: str
    about: str


def form_for(kind: str) -> Part:
    """Return the form of a kind of change."""
    return form_of(CLASSES[kind])


@cache
def titles() -> dict[str, str]:
    """Return the title of every kind."""
    return {kind: title for group in GROUPS.values() for kind, title in group.items()}


def offered(clicked: Iterable[str] = ()) -> dict[str, tuple[Offered, ...]]:
    """Return the kinds of change by group: all, or those about what was clicked."""
    wanted = list(clicked)
    groups = {
        group: tuple(
            Offered(kind, title, first_sentence(form_for(kind).about))
            for kind, title in kinds.items()
            if not wanted or any(concerns(kind, it) for it in wanted)
        )
        for group, kinds in GROUPS.items()
    }
    return {group: kinds for group, kinds in groups.items() if kinds}


def concerns(kind: str, clicked: str) -> bool:
    """Return whether a kind of change is about what was clicked: ``person``."""
    field, names = CONCERNS[clicked]
    part = form_for(kind).part(field)
    return part is not None and part.kind is Kind.TEXT and part.names is names


def filled_in(kind: str, clicked: dict[str, str]) -> Tree:
    """Return the fields that what was clicked fills in."""
    return {
        CONCERNS[what][0]: name
        for what, name in clicked.items()
        if concerns(kind, what)
    }


def first_sentence(text: str) -> str:
    """Return a text up to its first full stop."""
    sentence, dot, _ = text.partition(". ")
    return f"{sentence}." if dot else sentence
