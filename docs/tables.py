"""Write the tables of rules and goals in the README from the code's own sentences.

python docs/tables.py            rewrite the README
python docs/tables.py --check    say whether it is up to date
"""

from __future__ import annotations

import re
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from optimizer.plan.goals import Measure
from optimizer.plan.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import ModuleType

README = Path(__file__).parent.parent / "README.md"


def rules() -> str:
    """Return one row per rule of the checker."""
    return _table("rule", ((_name(rule), _sentence(rule)) for rule in RULES))


def goals() -> str:
    """Return one row per measure that can be a goal or be limited."""
    modules = (import_module(f"optimizer.plan.measures.{m.value}") for m in Measure)
    return _table("measure", ((_name(m), _sentence(m)) for m in modules))


def written(text: str) -> str:
    """Return the README with both tables as they should be."""
    for name, table in (("rules", rules()), ("goals", goals())):
        span = re.compile(rf"(<!-- {name} -->\n).*?(<!-- end -->)", re.DOTALL)
        text, found = span.subn(lambda m, t=table: m[1] + t + m[2], text)
        if found != 1:
            raise SystemExit(f"README.md needs one <!-- {name} --> … <!-- end -->.")
    return text


def main() -> None:
    """Rewrite the README, or say that it is out of date."""
    before = README.read_text(encoding="utf-8")
    after = written(before)
    if "--check" in sys.argv[1:]:
        sys.exit(None if before == after else "README.md is out of date: make docs.")
    README.write_text(after, encoding="utf-8")


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
