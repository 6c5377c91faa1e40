"""A thing of a portfolio while somebody edits it: what is entered, what is wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from api.web.forms.entered import pairs_of, place, read, tree_from, tree_of
from api.web.forms.parts import Kind
from api.web.forms.pressed import begun, pressed
from api.web.things import Place, What, form_for, found_at, path_of, with_it, without
from optimizer.errors import InvalidPlan
from optimizer.plan.check import check
from optimizer.portfolio.checks import issues
from optimizer.portfolio.issue import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from api.web.forms.entered import Tree
    from api.web.forms.parts import Part
    from optimizer.plan.plan import Plan
    from optimizer.portfolio.base import DomainModel
    from optimizer.portfolio.issue import Issue
    from optimizer.portfolio.portfolio import Portfolio

PREFIX = "it"
"""What the names of all fields of a thing begin with."""
WHOLE = ""
"""The path of the whole form."""
VERSION = re.compile("[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as somebody filled it in.

    Attributes
    ----------
    version
        Of the portfolio that was seen when the form was opened.
    sure
        Whether it is to be done although the running plan does not fit then.
    wrong
        Path of a part → what is wrong there.
    elsewhere
        What would be wrong in other things.
    misfits
        What the running plan names and the portfolio would not have any more.
    focus
        Path of the part in which to go on.
    pressed
        Whether a button inside the form was pressed, so that nothing is kept yet.
    """

    place: Place
    tree: Tree
    version: int
    sure: bool = False
    wrong: dict[str, tuple[str, ...]] = field(default_factory=dict)
    elsewhere: tuple[Issue, ...] = ()
    misfits: tuple[Issue, ...] = ()
    focus: str = ""
    pressed: bool = False

    @property
    def is_renamed(self) -> bool:
        """Whether something that is there gets another short name."""
        return bool(self.place.name) and self.tree.get("id") != self.place.name

    @property
    def is_refused(self) -> bool:
        """Whether something is wrong, or has to be confirmed."""
        return bool(self.wrong or self.elsewhere or self.misfits)


@dataclass(frozen=True, slots=True)
class Differing:
    """One field that somebody else has changed: what it was, is, and is to be."""

    title: str
    before: str
    now: str
    yours: str


def opened(portfolio: Portfolio, where: Place, version: int) -> Filled:
    """Return the form of what is at a place, to be changed; an empty one to add."""
    value, form = found_at(portfolio, where), form_for(where.what)
    tree = begun(form) if value is None else tree_from(form, value)
    return Filled(where, tree, version)


def filled(where: Place, fields: dict[str, str]) -> Filled:
    """Return a form as it was sent."""
    tree = tree_of(fields.items(), PREFIX)
    press, focus = fields.get("press", ""), ""
    if press:
        tree, focus = pressed(form_for(where.what), tree, press, PREFIX)
    return Filled(
        where,
        tree,
        version_of(fields),
        sure="sure" in fields,
        focus=focus,
        pressed=bool(press),
    )


def version_of(fields: dict[str, str]) -> int:
    """Return which version a form was made from; 0 if it does not say."""
    seen = fields.get("version", "")
    return int(seen) if VERSION.fullmatch(seen) else 0


def entered(given: Filled) -> tuple[DomainModel | None, dict[str, tuple[str, ...]]]:
    """Return the value that was entered, or None and what is wrong with it alone."""
    where = given.place
    return read(where.thing.model, form_for(where.what), given.tree)


@dataclass(frozen=True, slots=True)
class Judged:
    """A portfolio as it would be.

    Attributes
    ----------
    portfolio
        None where something is wrong with it.
    """

    portfolio: Portfolio | None
    wrong: dict[str, tuple[str, ...]] = field(default_factory=dict)
    elsewhere: tuple[Issue, ...] = ()
    misfits: tuple[Issue, ...] = ()


def judged(
    given: Filled,
    value: Any,  # noqa: ANN401 - of the place
    portfolio: Portfolio,
    running: Plan | None,
) -> Judged:
    """Return the portfolio with a value, or what would be wrong with it."""
    after = with_it(portfolio, given.place, value)
    name = "" if given.place.what is What.GENERAL else value.id
    path = path_of(portfolio, given.place, name)
    found = list(errors_of(after))
    wrong: dict[str, tuple[str, ...]] = {}
    elsewhere = []
    for issue in found:
        at = _place_of(given, issue.where, path)
        if at is None:
            elsewhere.append(issue)
        else:
            wrong[at] = (*wrong.get(at, ()), issue.message)
    misfits = () if found or given.sure else misfits_of(running, portfolio, after)
    accepted = None if found or misfits else after
    return Judged(accepted, wrong, tuple(elsewhere), misfits)


def removed(given: Filled, portfolio: Portfolio, running: Plan | None) -> Judged:
    """Return the portfolio without a thing, or who refers to it."""
    after = without(portfolio, given.place)
    found = tuple(errors_of(after))
    misfits = () if found or given.sure else misfits_of(running, portfolio, after)
    accepted = None if found or misfits else after
    return Judged(accepted, {}, found, misfits)


def errors_of(portfolio: Portfolio) -> Iterator[Issue]:
    """Yield what is wrong with a portfolio."""
    return (it for it in issues(portfolio) if it.severity is Severity.ERROR)


def misfits_of(
    running: Plan | None, before: Portfolio, after: Portfolio
) -> tuple[Issue, ...]:
    """Return what the running plan names that a portfolio no longer has."""
    if running is None or _unknown_in(running, before):
        return ()
    return _unknown_in(running, after)


def _unknown_in(plan: Plan, portfolio: Portfolio) -> tuple[Issue, ...]:
    try:
        check(plan, portfolio)
    except InvalidPlan as refusal:
        return refusal.issues
    return ()


def _place_of(given: Filled, where: str, path: str) -> str | None:
    """Return the part of the form that an issue is about; None if it is in no part."""
    form = form_for(given.place.what)
    if where == path:
        return WHOLE
    if path and not where.startswith(f"{path}/"):
        return None
    steps = where.removeprefix(path).strip("/").split("/")
    found = place(form, given.tree, steps)
    return None if not found and not path else found


def differing(
    given: Filled, before: Portfolio, now: Portfolio
) -> tuple[Differing, ...] | None:
    """Return what somebody else has changed of a thing; None if they removed it."""
    form = form_for(given.place.what)
    was, there = (found_at(it, given.place) for it in (before, now))
    if there is None:
        return None
    old, new = ({} if it is None else _texts(form, it) for it in (was, there))
    yours = dict(pairs_of(given.tree, PREFIX))
    return tuple(
        Differing(
            titled(form, path),
            old.get(path, ""),
            new.get(path, ""),
            yours.get(path, ""),
        )
        for path in dict.fromkeys([*old, *new])
        if old.get(path) != new.get(path)
    )


def _texts(form: Part, value: DomainModel) -> dict[str, str]:
    return dict(pairs_of(tree_from(form, value), PREFIX))


def titled(form: Part, path: str) -> str:
    """Return what people call a field of a form, by its path."""
    titles = list(_titles(form, path.split(".")[1:]))
    return ", ".join(titles) or path


def _titles(part: Part, steps: Iterable[str]) -> Iterator[str]:
    for step in steps:
        name = step.partition("~")[0]
        if name.isdecimal():
            yield str(int(name) + 1)
            part = part.parts[0] if part.kind is Kind.LIST else part
            continue
        inner = part.part(name)
        if inner is None:
            return
        if inner.title and not (part.kind is Kind.TABLE and inner.kind is Kind.GROUP):
            yield inner.title
        part = inner
