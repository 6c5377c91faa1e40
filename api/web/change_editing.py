"""A change while somebody writes it: where it goes, what is entered, what is wrong."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from api.web.forms.entered import place, read, tree_from, tree_of
from api.web.forms.kinds import CLASSES, form_for
from api.web.forms.pressed import pressed
from api.web.situations import refused, worded
from scenarios.scenario import MOST_CHANGES, Scenario

if TYPE_CHECKING:
    from api.storage.scenarios import ScenarioRecord
    from api.web.forms.entered import Tree
    from api.web.forms.parts import Part
    from api.web.situations import Base
    from scenarios.changes.base import Change

PREFIX = "it"
"""What the names of all fields of a change begin with."""
WHOLE = ""
"""The path of the whole form."""
LONGEST_NAME = 200
VERSION = re.compile("[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a change goes: into a scenario, in place of another change, or a new one.

    Attributes
    ----------
    scenario
        None while it is to be made.
    number
        Of the change that is replaced; None for a further one.
    """

    portfolio_id: str
    scenario: ScenarioRecord | None = None
    number: int | None = None

    @property
    def content(self) -> Scenario:
        """The scenario, empty while it is to be made."""
        found = self.scenario
        return Scenario(name="New scenario") if found is None else found.scenario

    @property
    def version(self) -> int:
        """The version of the scenario; 0 while it is to be made."""
        return 0 if self.scenario is None else self.scenario.entry.version

    @property
    def position(self) -> int:
        """The number that the change has, or gets."""
        return self.number or len(self.content.changes) + 1

    @property
    def above(self) -> str:
        """Where the pages of forms stand below."""
        if self.scenario is None:
            return f"/portfolios/{self.portfolio_id}/scenarios"
        return f"/scenarios/{self.scenario.entry.id}/changes"

    @property
    def back(self) -> str:
        """Where somebody goes who does not want to change anything."""
        return self.above.removesuffix("/changes")

    def address(self, kind: str) -> str:
        """Return where the form of a kind is sent to."""
        return f"{self.above}/{self.number or f'new/{kind}'}"

    def changed(self, change: Change) -> Scenario:
        """Return the scenario with the change."""
        changes: list[Change] = list(self.content.changes)
        changes[self.position - 1 : self.position] = [change]
        return self.content.replace(changes=tuple(changes))


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as somebody filled it in.

    Attributes
    ----------
    version
        Of the scenario that was seen when the form was opened.
    name
        Of a scenario that is to be made.
    was
        SHA-256 of the change that is replaced, by which it is found again.
    wrong
        Path of a part → what is wrong there.
    focus
        Path of the part in which to go on.
    pressed
        Whether a button inside the form was pressed, so that nothing is kept yet.
    """

    kind: str
    tree: Tree
    version: int = 0
    name: str = ""
    was: str = ""
    wrong: dict[str, tuple[str, ...]] = field(default_factory=dict)
    focus: str = ""
    pressed: bool = False


def filled(kind: str, fields: dict[str, str]) -> Filled:
    """Return a form as it was sent."""
    tree = tree_of(fields.items(), PREFIX)
    press, focus = fields.get("press", ""), ""
    if press:
        tree, focus = pressed(form_for(kind), tree, press, PREFIX)
    return Filled(
        kind,
        tree,
        version_of(fields),
        fields.get("name", ""),
        fields.get("was", ""),
        focus=focus,
        pressed=bool(press),
    )


def opened(kind: str, where: Place) -> Filled:
    """Return the form of the change that is in its place, to be changed."""
    change = where.content.changes[where.position - 1]
    tree = tree_from(form_for(kind), change)
    return Filled(kind, tree, where.version, was=digest(change))


def judged(
    given: Filled, where: Place, base: Base
) -> tuple[Change | None, dict[str, tuple[str, ...]]]:
    """Return the change that was entered, or None and what is wrong with it here."""
    form = form_for(given.kind)
    change, wrong = read(CLASSES[given.kind], form, given.tree)
    if change is not None and where.position > MOST_CHANGES:
        return None, {WHOLE: (f"A scenario has at most {MOST_CHANGES} changes.",)}
    if change is None:
        return None, wrong
    with_it = where.changed(change)
    until = with_it.replace(changes=with_it.changes[: where.position])
    found = refused(until, base.situation)
    for issue in found.by_change.get(where.position, ()):
        path = _path(form, given.tree, issue.where.split("/"))
        wrong[path] = (*wrong.get(path, ()), worded(issue))
    for issue in found.whole:
        if issue.code == "beyond_calendar":
            wrong[WHOLE] = (*wrong.get(WHOLE, ()), issue.message)
    return (None if wrong else change), wrong


def _path(form: Part, tree: Tree, steps: list[str]) -> str:
    """Return the path of the part that an issue is about.

    What a change makes is called as in the portfolio that it is put into:
    ``projects/NIS2/packages/N1``.
    """
    made = steps[0].removesuffix("s")
    ways = [
        steps,
        [made, *steps[2:]],
        *([it, *steps[3:]] for it in ("added", "replaced")),
    ]
    paths = [place(form, tree, way) for way in ways]
    return max(paths, key=lambda path: path.count(".") + bool(path))


def moved(given: Filled, where: Place) -> tuple[Place, Filled]:
    """Return where a change goes now that somebody else has changed the scenario.

    It replaces the change that it was made from, wherever that is now; where that is
    gone it is a further one.
    """
    number = None
    if where.number is not None:
        digests = [digest(change) for change in where.content.changes]
        number = digests.index(given.was) + 1 if given.was in digests else None
    return replace(where, number=number), replace(given, version=where.version)


def digest(change: Change) -> str:
    """Return the SHA-256 of a change."""
    return hashlib.sha256(change.model_dump_json().encode()).hexdigest()


def version_of(fields: dict[str, str]) -> int:
    """Return which version of a scenario a form was made from; 0 if it does not say."""
    seen = fields.get("version", "")
    return int(seen) if VERSION.fullmatch(seen) else 0
