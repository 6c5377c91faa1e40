"""What changes against the running plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.report.tables.frame import frame

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from optimizer.plan.baseline import Baseline
    from optimizer.plan.ledger import Ledger

COLUMNS = ("change", "package", "name", "engineer", "before", "after", "periods")


def moves(ledger: Ledger) -> pd.DataFrame:
    """Return one row per difference from the ledger's baseline; none without one.

    Columns
    -------
    change
        *joins*: a person is on a package that they were not on; *leaves*: the
        reverse, over packages in both plans; *starts later*, *starts earlier*;
        *dropped*: the package is in the baseline only; *new*: in this plan only.
    engineer
        Who joins or leaves.
    before, after
        First days of the package in the baseline and in this plan.
    periods
        By how many periods the start moves.
    """
    rows = _rows(ledger, ledger.baseline) if ledger.baseline else ()
    return frame(rows, COLUMNS).astype(
        {"before": "datetime64[s]", "after": "datetime64[s]"}
    )


def _rows(ledger: Ledger, baseline: Baseline) -> Iterator[tuple[object, ...]]:
    first_day, known = ledger.timeline.first_day, ledger.directory.packages
    for package, start in baseline.starts.items():
        name = known[package][1].name if package in known else ""
        before, run = first_day(start), ledger.runs.get(package)
        if run is None:
            yield "dropped", package, name, None, before, None, None
            continue
        after, shift = first_day(run.start), run.start - start
        if shift:
            change = "starts later" if shift > 0 else "starts earlier"
            yield change, package, name, None, before, after, abs(shift)
        for person in sorted(run.pairs - baseline.pairs[package]):
            yield "joins", package, name, person, before, after, None
        for person in sorted(baseline.pairs[package] - run.pairs):
            yield "leaves", package, name, person, before, after, None
    for package, run in ledger.runs.items():
        if package not in baseline.starts:
            after = first_day(run.start)
            yield "new", package, run.package.name, None, None, after, None
