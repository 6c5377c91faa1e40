"""Our engine against each peer, over the instances that both have tried."""

from __future__ import annotations

from collections import defaultdict
from statistics import fmean
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from benchmarks.record import Record

OURS = "quarterdeck"

COLUMNS = (
    "set",
    "peer",
    "limit s",
    "workers",
    "runs",
    "solved",
    "proven",
    "mean gap",
    "over best known",
    "better / equal / worse",
    "seconds",
)

Pair = tuple["Record", "Record"]
"""Our record and the peer's of the same run."""

UNSOLVED_GAP = 1.0
"""The gap of a run without a plan that counts."""


def comparison(records: Iterable[Record]) -> str:
    """Return one row per set, peer, limit and workers; pairs read ours : peer's.

    The gap is that of value and own bound; a run without an accepted plan has a
    gap of 100 %. The last three columns are over the runs that both solved.
    """
    found = list(records)
    ours = {r.key: r for r in found if r.engine == OURS}
    pairs: defaultdict[tuple[str, str, float, int], list[Pair]] = defaultdict(list)
    for peer in found:
        twin = ours.get((peer.set, peer.instance, *_of_ours(peer)))
        if peer.engine != OURS and peer.status != "inexpressible" and twin is not None:
            pairs[peer.set, peer.engine, peer.limit, peer.workers].append((twin, peer))
    rows = [COLUMNS, ("---",) * len(COLUMNS)]
    rows += [
        (name, engine, f"{limit:g}", str(workers), *_cells(members))
        for (name, engine, limit, workers), members in sorted(pairs.items())
    ]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows) + "\n"


def _of_ours(peer: Record) -> tuple[object, ...]:
    """Return our settings of the same limit, workers and seed."""
    return (OURS, peer.limit, peer.workers, peer.seed)


def _cells(pairs: Sequence[Pair]) -> tuple[str, ...]:
    both = [(us, them) for us, them in pairs if us.solved and them.solved]
    differences = [us.over_best - them.over_best for us, them in both]
    better = sum(difference < 0 for difference in differences)
    worse = sum(difference > 0 for difference in differences)
    return (
        str(len(pairs)),
        _beside(*(str(sum(r.solved for r in side)) for side in _sides(pairs))),
        _beside(*(str(sum(r.proven for r in side)) for side in _sides(pairs))),
        _beside(*(_percent([_gap(r) for r in side]) for side in _sides(pairs))),
        _beside(*(_percent([r.over_best for r in side]) for side in _sides(both))),
        f"{better} / {len(both) - better - worse} / {worse}",
        _beside(*(_mean_seconds(side) for side in _sides(both))),
    )


def _sides(pairs: Sequence[Pair]) -> tuple[list[Record], list[Record]]:
    return [us for us, _ in pairs], [them for _, them in pairs]


def _beside(ours: str, theirs: str) -> str:
    return f"{ours} : {theirs}"


def _gap(found: Record) -> float:
    return found.gap if found.solved and found.gap is not None else UNSOLVED_GAP


def _percent(shares: Sequence[float]) -> str:
    return f"{100 * fmean(shares):.2f} %" if shares else "–"


def _mean_seconds(side: Sequence[Record]) -> str:
    return f"{fmean(r.seconds for r in side):.1f}" if side else "–"
