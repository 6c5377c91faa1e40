"""What the documentation says of scenarios, made from the changes themselves.

``python -m scenarios.reference docs`` writes it anew.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from optimizer.files.json_text import indented
from optimizer.files.schema import schema_of
from scenarios.changes import AnyChange
from scenarios.records import ComparisonRecord, ScenarioRecord
from scenarios.scenario import Scenario

if TYPE_CHECKING:
    from pydantic import BaseModel

SCHEMAS: dict[str, type[BaseModel]] = {
    "scenario": Scenario,
    "whatif": ScenarioRecord,
    "comparison": ComparisonRecord,
}
BEGIN = "<!-- changes: written by python -m scenarios.reference docs -->"
END = "<!-- end of changes -->"


def changes_text() -> str:
    """Return every kind of change with its fields, as Markdown."""
    parts = schema_of(Scenario)["$defs"]
    kinds = get_args(get_args(AnyChange)[0])
    return "\n".join(change_text(parts[kind.__name__]) for kind in kinds)


def change_text(change: dict[str, Any]) -> str:
    """Return one kind of change as Markdown."""
    fields = {n: f for n, f in change["properties"].items() if n != "kind"}
    required = change.get("required", ())
    lines = [
        f"#### `{change['properties']['kind']['const']}`",
        "",
        change["description"],
        "",
        "| field | type | | meaning |",
        "|---|---|---|---|",
        *(
            field_text(name, field, required=name in required)
            for name, field in fields.items()
        ),
        "",
    ]
    return "\n".join(lines)


def field_text(name: str, field: dict[str, Any], *, required: bool) -> str:
    """Return one field as a row of a Markdown table."""
    whole = "Written as in a portfolio." if "$ref" in field else ""
    meaning = field.get("description") or whole or f"The {name}, by id."
    cells = (f"`{name}`", kind_text(field), "required" if required else "", meaning)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def kind_text(field: dict[str, Any]) -> str:
    """Return the type of a field in words."""
    if "$ref" in field:
        return f"*{field['$ref'].rpartition('/')[2]}*"
    if "anyOf" in field:
        kinds = [kind_text(one) for one in field["anyOf"] if one.get("type") != "null"]
        return " or ".join(dict.fromkeys(kinds))
    if "enum" in field:
        return " / ".join(f"`{choice}`" for choice in field["enum"])
    if field.get("type") == "array":
        return f"list of {kind_text(field['items'])}"
    return of_object(field) if field["type"] == "object" else of_scalar(field)


def of_object(field: dict[str, Any]) -> str:
    """Return the type of an object whose keys are names."""
    inner = field.get("additionalProperties")
    patterns = list(field.get("patternProperties", {}).values())
    return f"name → {kind_text(inner or patterns[0])}"


def of_scalar(field: dict[str, Any]) -> str:
    """Return the type of a single value."""
    if field.get("format") == "date":
        return "date"
    words = {"string": "text", "boolean": "`true` / `false`"}
    return str(words.get(field["type"], field["type"]))


def with_changes(page: str) -> str:
    """Return a page with the kinds of change between its marks written anew."""
    between = re.compile(f"{re.escape(BEGIN)}.*?{re.escape(END)}", re.DOTALL)
    text = f"{BEGIN}\n\n{changes_text()}\n{END}"
    return between.sub(lambda _: text, page)


def main() -> None:
    """Write the schemas and the kinds of change into a folder of documents."""
    folder = Path(sys.argv[1])
    for name, model in SCHEMAS.items():
        (folder / "schema" / f"{name}.json").write_bytes(indented(schema_of(model)))
    page = folder / "format.md"
    page.write_text(with_changes(page.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
