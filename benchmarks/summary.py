"""The table of results, per set, our engine and the peers' side by side.

``python -m benchmarks.summary FILE ... [--write README]`` reads files of records,
prints the table, and writes it between the marks of a Markdown file.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING

from benchmarks.comparison import comparison
from benchmarks.record import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from benchmarks.record import Record

BEGIN, END = "<!-- results: begin -->", "<!-- results: end -->"

COLUMNS = (
    "set",
    "engine",
    "limit s",
    "workers",
    "seeds",
    "runs",
    "solved",
    "proven",
    "gap",
    "over best known",
    "best known reached",
    "improved",
    "under best bound",
    "seconds",
    "BUGS",
)

Group = tuple[str, str, float, int]


def table(records: Iterable[Record]) -> str:
    """Return one row per set, engine, limit and workers, and the bugs below.

    Inexpressible instances count as no run; the means are over solved runs.
    """
    groups: defaultdict[Group, list[Record]] = defaultdict(list)
    for found in records:
        groups[found.set, found.engine, found.limit, found.workers].append(found)
    ordered = sorted(groups.items(), key=_set_then_ours_first)
    rows = [COLUMNS, ("---",) * len(COLUMNS)]
    rows += [tuple(_row(group, members)) for group, members in ordered]
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    bugs = [
        f"- **BUG** {found.engine} {found.set} {found.instance}: {bug}"
        for _, members in ordered
        for found in members
        for bug in found.bugs
    ]
    return "\n".join([*lines, "", *bugs]).rstrip() + "\n"


def _set_then_ours_first(item: tuple[Group, list[Record]]) -> tuple[object, ...]:
    (name, engine, limit, workers), _ = item
    return name, limit, workers, engine != "quarterdeck", engine


def _row(group: Group, members: list[Record]) -> Iterator[str]:
    name, engine, limit, workers = group
    runs = [found for found in members if found.status != "inexpressible"]
    yield from (name, engine, f"{limit:g}", str(workers))
    yield str(len({found.seed for found in members}))
    if not runs:
        yield "not expressible"
        yield from [""] * (len(COLUMNS) - 6)
        return
    solved = [found for found in runs if found.solved]
    yield str(len(runs))
    yield str(len(solved))
    yield str(sum(found.proven for found in runs))
    yield _percent([found.gap for found in solved if found.gap is not None])
    yield _percent([found.over_best for found in solved])
    yield str(sum(found.over_best <= 0 for found in solved))
    yield str(sum(found.over_best < 0 for found in solved))
    yield _percent([found.under_best for found in solved])
    yield f"{fmean(found.seconds for found in runs):.1f}"
    yield str(sum(len(found.bugs) for found in runs))


def _percent(shares: Sequence[float]) -> str:
    return f"{100 * fmean(shares):.2f} %" if shares else "–"


def write(page: Path, text: str) -> None:
    """Put the table between the marks of a page.

    Raises
    ------
    ValueError
        If the page lacks one of the two marks.
    """
    before, begin, rest = page.read_text().partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"{page} should contain {BEGIN!r} and then {END!r}.")
    page.write_text(f"{before}{BEGIN}\n\n{text}\n{END}{after}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table of the records in some files, or write it into a page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.summary")
    parser.add_argument("files", nargs="+", type=Path, help="files of records")
    parser.add_argument("--write", type=Path, help="Markdown page to write it into")
    given = parser.parse_args(arguments)
    records = [found for path in given.files for found in read(path)]
    text = table(records) + "\n" + comparison(records)
    print(text)
    if given.write is not None:
        write(given.write, text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
