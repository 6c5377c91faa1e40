"""Scenarios out: to JSON, with defaults left out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from optimizer.errors import UnwritableFile
from optimizer.files.json_text import indented
from optimizer.files.whole_files import write_whole

if TYPE_CHECKING:
    from scenarios.scenario import Scenario


def write_scenario(scenario: Scenario, path: Path | str) -> None:
    """Write a scenario as JSON, so that `read_scenario` returns it.

    Raises
    ------
    UnwritableFile
        If the name does not end in .json.
    OSError
        If the place cannot be written to.
    """
    path = Path(path)
    if path.suffix.lower() != ".json":
        raise UnwritableFile(f"{path.name} should end in .json; scenarios are JSON.")
    write_whole(path, indented(document_of(scenario)))


def document_of(scenario: Scenario) -> dict[str, Any]:
    """Return a scenario as JSON values, without what is so by default."""
    fields = scenario.model_dump(
        mode="json", exclude_defaults=True, exclude={"changes"}
    )
    changes = [
        {"kind": change.kind, **change.model_dump(mode="json", exclude_defaults=True)}
        for change in scenario.changes
    ]
    return {"format": scenario.format, **fields, "changes": changes}
