"""Write tables of the documents from the code's own sentences.

python docs/tables.py            rewrite them
python docs/tables.py --check    say whether they are up to date
"""

from __future__ import annotations

import inspect
import re
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import SecretStr

from api.settings import Settings
from optimizer.plan.goals import Measure
from optimizer.plan.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import ModuleType

README = Path(__file__).parent.parent / "README.md"
OPERATE = Path(__file__).parent / "operate.md"


def rules() -> str:
    """Return one row per rule of the checker."""
    return _table("rule", ((_name(rule), _sentence(rule)) for rule in RULES))


def goals() -> str:
    """Return one row per measure that can be a goal or be limited."""
    modules = (import_module(f"optimizer.plan.measures.{m.value}") for m in Measure)
    return _table("measure", ((_name(m), _sentence(m)) for m in modules))


def settings() -> str:
    """Return one row per group of settings that are described together."""
    text = inspect.cleandoc(Settings.__doc__ or "").partition("----------\n")[2]
    groups = re.findall(r"^(\w.*)\n((?: {4}.*(?:\n|\Z))+)", text, re.MULTILINE)
    lines = ["| variable | left out | |", "|---|---|---|"]
    for names, described in groups:
        fields = names.split(", ")
        variables = ", ".join(f"`{_variable(name)}`" for name in fields)
        defaults = ", ".join(map(_default, fields))
        sentence = " ".join(described.split()).replace("``", "`")
        lines.append(f"| {variables} | {defaults} | {_escaped(sentence)} |")
    return "\n".join(lines) + "\n"


def written(document: Path, tables: dict[str, str]) -> str:
    """Return a document with its tables as they should be."""
    text = document.read_text(encoding="utf-8")
    for name, table in tables.items():
        span = re.compile(rf"(<!-- {name} -->\n).*?(<!-- end -->)", re.DOTALL)
        text, found = span.subn(lambda m, t=table: m[1] + t + m[2], text)
        if found != 1:
            raise SystemExit(
                f"{document.name} needs one <!-- {name} --> … <!-- end -->."
            )
    return text


def main() -> None:
    """Rewrite the documents, or say that one is out of date."""
    tables = {
        README: {"rules": rules(), "goals": goals()},
        OPERATE: {"settings": settings()},
    }
    for document, its in tables.items():
        after = written(document, its)
        if "--check" not in sys.argv[1:]:
            document.write_text(after, encoding="utf-8")
        elif document.read_text(encoding="utf-8") != after:
            raise SystemExit(f"{document.name} is out of date: make docs.")


def _variable(field: str) -> str:
    """Return the environment variable of a setting."""
    if field == "database_url":
        return "DATABASE_URL"
    return f"{Settings.model_config['env_prefix']}{field.upper()}"


def _default(field: str) -> str:
    """Return what holds where a setting is left out."""
    default = Settings.model_fields[field].get_default(call_default_factory=True)
    if isinstance(default, SecretStr):
        default = default.get_secret_value()
    return "–" if default in (None, "", {}) else f"`{default}`"


def _name(module: ModuleType) -> str:
    return module.__name__.rpartition(".")[2]


def _sentence(module: ModuleType) -> str:
    return (module.__doc__ or "").strip().partition("\n")[0]


def _table(heading: str, rows: Iterable[tuple[str, str]]) -> str:
    lines = [f"| {heading} | |", "|---|---|"]
    lines += [f"| `{name}` | {_escaped(sentence)} |" for name, sentence in rows]
    return "\n".join(lines) + "\n"


def _escaped(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    main()
