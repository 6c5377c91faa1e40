"""Portfolios, plans and outcomes as JSON.

The standard library reads, because it keeps decimals exact and shows keys that are
given twice; orjson writes.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

import orjson

from optimizer.files import limits
from optimizer.files.findings import Findings, shortened, unreadable
from optimizer.files.validating import validated
from optimizer.plan.outcome import Outcome
from optimizer.plan.plan import Plan
from optimizer.portfolio.base import DomainModel
from optimizer.portfolio.portfolio import Portfolio

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from optimizer.files.validating import Loc, Model

LONGEST_NUMBER = 60
"""Characters of a number."""


class Bundle(DomainModel):
    """A portfolio and a plan of it in one document."""

    format: Literal[1] = 1
    portfolio: Portfolio
    plan: Plan | None = None


class Refused(ValueError):
    """Text that is JSON by its grammar, but no document that we accept."""


@dataclass(slots=True)
class Strictness:
    """Reads numbers exactly, and counts what it is given."""

    objects: int = 0

    def whole(self, text: str) -> int:
        """Return an integer of reasonable length."""
        if len(text) > LONGEST_NUMBER:
            raise Refused(f"the number {shortened(text, 20)} is too long")
        return int(text)

    def decimal(self, text: str) -> Decimal:
        """Return a decimal of reasonable length, exactly."""
        number = Decimal(text) if len(text) <= LONGEST_NUMBER else None
        if number is None or (number and abs(number.adjusted()) > LONGEST_NUMBER):
            raise Refused(f"the number {shortened(text, 20)} is too long")
        return number

    def no_number(self, text: str) -> None:
        """Refuse NaN and Infinity."""
        raise Refused(f"{text} is not a number")

    def unique_keys(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        """Return an object whose keys differ."""
        self.objects += 1
        if self.objects > limits.ROWS:
            raise Refused(f"it holds more than {limits.ROWS} objects")
        fields = dict(pairs)
        if len(fields) < len(pairs):
            seen: set[str] = set()
            twice = next(k for k, _ in pairs if k in seen or seen.add(k))  # type: ignore[func-returns-value]
            raise Refused(f"the key {shortened(twice)} is given twice in one object")
        return fields


def parsed(content: bytes, path: Path | str) -> Any:  # noqa: ANN401
    """Return what JSON text says, numbers exactly.

    Raises
    ------
    UnreadableFile
        If it is no JSON, not UTF-8, too deep, or holds keys twice, NaN or numbers
        beyond all measure.
    """
    if not content.strip():
        raise unreadable(path, "empty", "It is empty; a JSON document was expected.")
    if content.startswith(b"PK\x03\x04"):
        raise unreadable(path, "not_json", "It is a workbook; name it .xlsx.")
    strict = Strictness()
    try:
        text = content.decode("utf-8-sig")
        return json.loads(
            text,
            parse_float=strict.decimal,
            parse_int=strict.whole,
            parse_constant=strict.no_number,
            object_pairs_hook=strict.unique_keys,
        )
    except UnicodeDecodeError as error:
        message = f"It should be UTF-8 text; byte {error.start} is not."
        raise unreadable(path, "encoding", message) from None
    except json.JSONDecodeError as error:
        place = f"Line {error.lineno}, column {error.colno}"
        raise unreadable(path, "not_json", f"{place}: {error.msg}.") from None
    except (Refused, RecursionError) as error:
        message = (
            f"{error}." if isinstance(error, Refused) else "It is nested too deep."
        )
        raise unreadable(path, "not_json", message) from None


def whereabouts(content: object, name: str, prefix: str = "") -> Callable[[Loc], str]:
    """Return a namer of fields: ``atlas.json projects/AI/packages/AI2/duration``."""

    def where(loc: Loc) -> str:
        steps: list[str] = [prefix] if prefix else []
        inner: Any = content
        for part in loc:
            steps.append(str(part))
            try:
                inner = inner[part]
            except (KeyError, IndexError, TypeError):
                inner = None
            if isinstance(part, int) and isinstance(inner, dict):
                steps[-1] = name_of(inner) or str(part)
        return f"{name} {'/'.join(steps)}".strip()

    return where


def name_of(thing: dict[str, Any]) -> str:
    """Return the id of an object of a document, or an empty text."""
    for key in ("id", "package", "offer", "engineer", "skill"):
        named = thing.get(key)
        if isinstance(named, str):
            return named[:80]
        if isinstance(named, dict):
            return name_of(named)
    return ""


def portfolio_of(content: bytes, path: Path | str) -> Bundle:
    """Return the portfolio of a JSON text, with its plan where it holds one.

    Raises
    ------
    UnreadableFile
        With every error.
    """
    document = parsed(content, path)
    if isinstance(document, dict) and "portfolio" in document:
        return checked(Bundle, document, path)
    if isinstance(document, dict) and "certificate" in document:
        raise unreadable(path, "outcome", "It is an outcome; a portfolio was expected.")
    if isinstance(document, dict) and "packages" in document:
        raise unreadable(path, "plan", "It is a plan; a portfolio was expected.")
    portfolio = checked(Portfolio, document, path)
    return Bundle.model_construct(portfolio=portfolio)


def plan_of(content: bytes, path: Path | str) -> Plan:
    """Return the plan of a JSON text: of a plan, an outcome or a bundle.

    Raises
    ------
    UnreadableFile
        With every error; also if the text holds no plan.
    """
    document = parsed(content, path)
    kind: type[Plan | Outcome | Bundle] = Plan
    if isinstance(document, dict) and "certificate" in document:
        kind = Outcome
    elif isinstance(document, dict) and "portfolio" in document:
        kind = Bundle
    elif isinstance(document, dict) and "timeline" in document:
        raise unreadable(path, "no_plan", "It is a portfolio without a plan.")
    found = checked(kind, document, path)
    plan = found if isinstance(found, Plan) else found.plan
    if plan is None:
        raise unreadable(path, "no_plan", "It holds no plan.")
    return plan


def checked(model: type[Model], document: object, path: Path | str) -> Model:
    """Return the model of a document.

    Raises
    ------
    UnreadableFile
        With every error, each at its field.
    """
    findings = Findings()
    where = whereabouts(document, getattr(path, "name", "") or str(path))
    result = validated(model, document, findings, where)
    findings.stop_on_errors(path)
    if result is None:
        raise AssertionError("a document was refused without a reason")
    return result


def text_of(model: DomainModel) -> bytes:
    """Return a portfolio, a plan or both as JSON text, defaults left out."""
    fields = model.model_dump(mode="json", exclude_defaults=True)
    return indented({"format": 1, **fields})


def indented(document: object) -> bytes:
    """Return a document as JSON text for people."""
    options = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
    return orjson.dumps(document, option=options)
