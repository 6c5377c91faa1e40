"""Whether a name that is markup runs anywhere, and whether a cell computes one.

A hundred names made of markup are given to people, skills, projects, packages and
scenarios. A browser that is signed in then opens every page that it can reach, and
every report; nothing may run, and no element may come from a name, which would be a
fault even where the content-security policy kept it from running. Names that begin as
formulas do are exported, and no cell may be one.

    python -m benchmarks.service.payloads
"""

from __future__ import annotations

import argparse
import csv
import sys
from dataclasses import dataclass, field
from io import BytesIO, StringIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

from api.client import Effort, Terms
from benchmarks.service.browser import Crawl
from benchmarks.service.hostile_portfolio import absence_of, portfolio_of
from benchmarks.service.markup import FORMULAS, PAYLOADS, SIGNS
from benchmarks.service.served import served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from api.client import Quarterdeck

TERMS = Terms(effort=Effort(seconds=20, workers=2))


@dataclass(slots=True)
class Found:
    """What was tried, and what is wrong."""

    names: int = 0
    pages: int = 0
    cells: int = 0
    wrong: list[str] = field(default_factory=list)


def store(client: Quarterdeck, names: tuple[str, ...], scenarios: int) -> str:
    """Keep a portfolio with these names, ask about it, and return its id."""
    portfolio = portfolio_of(names)
    kept = client.portfolios.create(portfolio).id
    job = client.solve(kept, terms=TERMS)
    job.wait()
    client.approvals.approve(kept, job.id, comment=names[-1])
    made = [
        client.scenarios.create(kept, absence_of(portfolio, number, names[number])).id
        for number in range(scenarios)
    ]
    client.what_if(made[0], terms=TERMS).wait()
    read = client.portfolios.read(kept)
    assert [one.id for one in read.content.engineers] == list(names)
    return kept


def run(names: tuple[str, ...], scenarios: int, most_pages: int) -> Found:
    """Try all this on a new server."""
    found = Found(names=len(names))
    with served({"QUARTERDECK_LOG_LEVEL": "warning"}) as server:
        with server.client() as client:
            store(client, names, scenarios)
            formulas = store(client, FORMULAS, scenarios=1)
            for told in computing_cells(client, formulas, found):
                found.wrong.append(told)
        with Crawl.signed_in(server.address, server.key) as crawl:
            found.wrong += crawl.all_pages(most_pages)
            found.pages = crawl.opened
    return found


def computing_cells(client: Quarterdeck, portfolio: str, found: Found) -> Iterator[str]:
    """Yield every cell of the exports that a spreadsheet would compute."""
    plan = client.portfolios.export
    for name, text in tables(plan(portfolio, "csv")):
        for row in csv.reader(StringIO(text)):
            for cell in row:
                found.cells += 1
                if cell.startswith(SIGNS) and not is_number(cell):
                    yield f"{name}: the cell {cell!r} would be computed"
    for name, text in tables(plan(portfolio, "xlsx")):
        if "<f>" in text or "<f " in text:
            yield f"{name}: a cell is a formula"
        if "<hyperlink" in text:
            yield f"{name}: a cell is a link"


def tables(archive: bytes) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of every file of an archive."""
    with ZipFile(BytesIO(archive)) as files:
        for name in files.namelist():
            yield name, files.read(name).decode("utf-8-sig")


def is_number(cell: str) -> bool:
    """Return whether a cell is a number, which may be negative."""
    try:
        float(cell)
    except ValueError:
        return False
    return True


def main() -> int:
    """Read the command line, and try."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--names", type=int, default=len(PAYLOADS))
    parser.add_argument("--scenarios", type=int, default=len(PAYLOADS))
    parser.add_argument("--pages", type=int, default=600)
    given = parser.parse_args()
    found = run(PAYLOADS[: given.names], given.scenarios, given.pages)
    print(*found.wrong, sep="\n")
    told = f"{found.names} names, {found.pages} pages, {found.cells} cells"
    print(f"{told}: {len(found.wrong)} wrong")
    return 1 if found.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
