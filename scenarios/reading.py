"""Scenarios in: from JSON, with every error at its place."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from optimizer.files.findings import Findings, shortened, unreadable
from optimizer.files.json_text import parsed, whereabouts
from optimizer.files.reading import json_bytes
from optimizer.files.validating import validated
from scenarios.changes import KINDS
from scenarios.scenario import Scenario

if TYPE_CHECKING:
    from collections.abc import Callable

    from optimizer.files.validating import Loc

OTHER_DOCUMENTS = {
    "certificate": "an outcome",
    "timeline": "a portfolio",
    "portfolio": "a portfolio",
    "packages": "a plan",
}
"""A field that no scenario has → the document that has it."""


def read_scenario(path: Path | str) -> Scenario:
    """Return the scenario of a JSON file.

    Raises
    ------
    UnreadableFile
        With every error, each at its change and field: ``changes/2 (link_added)/lag``.
    """
    path = Path(path)
    return parse_scenario(json_bytes(path), path)


def parse_scenario(content: bytes, name: Path | str = "standard input") -> Scenario:
    """Return the scenario of a JSON text, such as one that came through a pipe.

    Raises
    ------
    UnreadableFile
        As `read_scenario`.
    """
    document = parsed(content, name)
    _refuse_other_documents(document, name)
    findings = Findings()
    unknown = _unknown_kinds(document, findings)
    scenario = validated(Scenario, document, findings, _places(document, unknown))
    findings.stop_on_errors(name)
    if scenario is None:
        raise AssertionError("a scenario was refused without a reason")
    return scenario


def _refuse_other_documents(document: object, name: Path | str) -> None:
    if not isinstance(document, dict):
        message = "It holds no object; a scenario was expected."
        raise unreadable(name, "no_scenario", message)
    if "changes" in document:
        return
    for field, what in OTHER_DOCUMENTS.items():
        if field in document:
            message = f"It is {what}; a scenario was expected."
            raise unreadable(name, "no_scenario", message)


def _changes(document: object) -> list[Any]:
    """Return the changes of a document as they are written."""
    changes = document.get("changes") if isinstance(document, dict) else None
    return changes if isinstance(changes, list) else []


def _unknown_kinds(document: object, findings: Findings) -> set[int]:
    """Complain about changes without a known kind; return which they are."""
    unknown = set()
    for index, change in enumerate(_changes(document)):
        if not isinstance(change, dict) or change.get("kind") in KINDS:
            continue
        unknown.add(index)
        where = f"changes/{index + 1}/kind"
        listed = f"the kinds are {', '.join(KINDS)}."
        if "kind" not in change:
            findings.error("missing", where, f"kind is missing; {listed}")
            continue
        found = change["kind"]
        close = get_close_matches(str(found), KINDS, n=2)
        hint = f"Did you mean {' or '.join(close)}? " if close else ""
        message = f"There is no kind of change {shortened(found)}. {hint}"
        findings.error("unknown_kind", where, f"{message}{listed.capitalize()}")
    return unknown


def _places(document: object, unknown: set[int]) -> Callable[[Loc], str | None]:
    """Return a namer of fields, which says nothing of changes of unknown kind."""
    elsewhere = whereabouts(document, "")
    changes = _changes(document)

    def where(loc: Loc) -> str | None:
        if loc[:1] != ("changes",) or len(loc) < 2 or not isinstance(loc[1], int):
            return elsewhere(loc)
        index = loc[1]
        if index in unknown:
            return None
        if not isinstance(changes[index], dict):
            return f"changes/{index + 1}"
        place = f"changes/{index + 1} ({changes[index]['kind']})"
        # The third part is the kind itself, by which pydantic chose the class.
        inner = whereabouts(changes[index], "")(loc[3:])
        return f"{place}/{inner}" if inner else place

    return where
