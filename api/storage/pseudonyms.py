"""Pseudonyms in place of people's names, from where the database begins.

A pseudonym is an HMAC-SHA-256 of the name under a key that the database does not hold:
always the same for the same name, and nothing from which the name could be found by who
has the database alone. It holds a check of itself, so that one that comes back, in a
portfolio that was read and changed, is not made into another.
"""

from __future__ import annotations

import hmac
import re
from base64 import b32encode
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel
from pydantic_core import to_json

from optimizer.plan.plan import Assignment, Engagement
from optimizer.portfolio.people import Engineer
from optimizer.portfolio.work import Demand, Member, PackageLocks
from scenarios.changes.base import Change

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from api.storage.judged import JudgedPlan

Model = TypeVar("Model", bound=BaseModel)

SHAPE = re.compile(r"P-([A-Z2-7]{10})-([A-Z2-7]{4})")
"""50 bits of the name and 20 of the check."""
NAMING: tuple[tuple[type[BaseModel], frozenset[str]], ...] = (
    (Assignment, frozenset({"engineer"})),
    (Engagement, frozenset({"offer"})),
    (Member, frozenset({"engineer"})),
    (Demand, frozenset({"engineers", "not_engineers"})),
    (PackageLocks, frozenset({"must", "must_not"})),
    (Change, frozenset({"engineer", "offer"})),
)
"""Where a person is named by id: kind of value → fields."""
KEPT_AT = "quarterdeck_pseudonyms"
"""Where a session holds what names are made into."""


@dataclass(frozen=True, slots=True)
class Pseudonyms:
    """What names are made into, under one key."""

    key: bytes = field(repr=False)

    def of(self, name: str) -> str:
        """Return the pseudonym of a name; of a pseudonym, itself."""
        found = SHAPE.fullmatch(name)
        if found is not None and self._code(f"check {found[1]}", 4) == found[2]:
            return name
        code = self._code(f"name {name}", 10)
        return f"P-{code}-{self._code(f'check {code}', 4)}"

    def within(self, value: Model) -> Model:
        """Return a portfolio, plan or scenario with pseudonyms in place of names."""
        shown: Model = self._renamed(value)
        return shown

    def judged(self, plan: JudgedPlan) -> JudgedPlan:
        """Return a plan with pseudonyms, also in the sentences of its verdict."""
        names = {one.engineer for one in plan.plan.assignments}
        text = plan.verdict.model_dump_json()
        for name in sorted(names, key=len, reverse=True):
            text = text.replace(_quoted(name), self.of(name))
        verdict = type(plan.verdict).model_validate_json(text)
        shown = {"plan": self.within(plan.plan), "verdict": verdict}
        return plan.model_copy(update=shown)

    def _renamed(self, value: Any) -> Any:  # noqa: ANN401 - any part of a document
        if isinstance(value, tuple):
            return tuple(self._renamed(one) for one in value)
        if not isinstance(value, BaseModel):
            return value
        if isinstance(value, Engineer):
            pseudonym = self.of(value.id)
            shown = {"id": pseudonym, "name": _called(pseudonym, value)}
            return value.model_copy(update=shown)
        return value.model_copy(update=dict(self._fields(value)))

    def _fields(self, value: BaseModel) -> Iterator[tuple[str, Any]]:
        naming = next((names for kind, names in NAMING if isinstance(value, kind)), ())
        for name, content in value:
            if name not in naming or isinstance(content, BaseModel):
                yield name, self._renamed(content)
            elif isinstance(content, tuple):
                yield name, tuple(map(self.of, content))
            elif content is not None:
                yield name, self.of(content)

    def _code(self, text: str, size: int) -> str:
        content = text.encode("utf-8", "replace")
        found = hmac.new(self.key, content, "sha256").digest()
        return b32encode(found).decode()[:size]


def pseudonyms_of(session: Session) -> Pseudonyms | None:
    """Return what names are made into in a session; None where they stay."""
    found: Pseudonyms | None = session.info.get(KEPT_AT)
    return found


def kept(session: Session, value: Model) -> Model:
    """Return a portfolio, plan or scenario as it is to be kept."""
    pseudonyms = pseudonyms_of(session)
    return value if pseudonyms is None else pseudonyms.within(value)


def kept_plan(session: Session, plan: JudgedPlan) -> JudgedPlan:
    """Return a judged plan as it is to be kept."""
    pseudonyms = pseudonyms_of(session)
    return plan if pseudonyms is None else pseudonyms.judged(plan)


def _called(pseudonym: str, engineer: Engineer) -> str:
    """Return what somebody is called: by the skill that they are best in.

    No two people of a portfolio are called the same.
    """
    skills = sorted(engineer.skills.items(), key=lambda one: (-one[1].level, one[0]))
    role = skills[0][0] if skills else "Person"
    return f"{role} {pseudonym.split('-')[1]}"


def _quoted(name: str) -> str:
    """Return a name as a JSON text holds it."""
    return to_json(name).decode()[1:-1]
