"""Changes as people type them: ``engineer_leaves engineer=Ana on=2026-03-02``."""

from __future__ import annotations

import json
import shlex
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from api.cli.exits import Refused
from optimizer.files import json_text
from scenarios.scenario import Scenario

if TYPE_CHECKING:
    from collections.abc import Sequence

EXAMPLE = "'engineer_leaves engineer=Ana on=2026-03-02'"


def with_changes(scenario: Scenario, texts: Sequence[str]) -> Scenario:
    """Return a scenario with changes after its own.

    Raises
    ------
    Refused
        If a text is no kind followed by fields.
    UnreadableFile
        If there is no such kind, or a field of it is missing, unknown or wrong.
    """
    if not texts:
        return scenario
    said = {"name": scenario.name, "changes": [change(text) for text in texts]}
    added = json_text.checked(Scenario, said, "--change")
    return scenario.replace(changes=(*scenario.changes, *added.changes))


def change(text: str) -> dict[str, Any]:
    """Return a change as JSON has it; values that are JSON are read as such."""
    try:
        kind, *fields = shlex.split(text)
        pairs = [field.split("=", 1) for field in fields]
        return {"kind": kind, **{name: _value(value) for name, value in pairs}}
    except ValueError:
        raise Refused(
            "unreadable_change",
            f"The change {text!r} cannot be read; write a kind and its fields: "
            f"{EXAMPLE}.",
        ) from None


def _value(text: str) -> Any:  # noqa: ANN401
    try:
        return json.loads(text, parse_float=Decimal)
    except ValueError:
        return text
