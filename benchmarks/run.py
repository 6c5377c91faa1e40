"""Solve public instances and write one JSON line for each: resumable, in shards.

``python -m benchmarks.run --instances FOLDER [--sets j30 mspsp]``
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.child import attempt
from benchmarks.engine import ENGINES
from benchmarks.instances import instances
from benchmarks.record import Settings, append, key, read, record
from benchmarks.summary import table
from benchmarks.surroundings import surroundings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.instances import Instance
    from benchmarks.record import Record


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line; 2 if there is nothing to run, 1 if a bug shows."""
    given = _parser().parse_args(arguments)
    settings = Settings(
        engine=given.peer or "quarterdeck",
        seconds=given.seconds,
        workers=given.workers,
        seed=given.seed,
    )
    names = [name for words in given.sets for name in words.split(",") if name]
    try:
        chosen = instances(given.instances, names, everything=given.all)
        share = shard(chosen, given.shard)
    except ValueError as mistake:
        print(mistake, file=sys.stderr)
        return 2
    if not chosen:
        print(f"No instances under {given.instances}: nothing run.", file=sys.stderr)
        return 2
    given.out.parent.mkdir(parents=True, exist_ok=True)
    records = run(share, settings, given.out)
    print("\n" + table(records))
    return 1 if any(found.bugs for found in records) else 0


def run(
    chosen: Sequence[Instance], settings: Settings, out: Path
) -> tuple[Record, ...]:
    """Solve what the file does not have yet; return the records of all chosen."""
    done = {found.key: found for found in read(out) if found.finished}
    around = surroundings()
    results = []
    for number, instance in enumerate(chosen, start=1):
        found = done.get(key(instance.set, instance.name, settings))
        if found is None:
            answer = attempt(instance, settings)
            found = record(instance, settings, answer, around)
            append(out, found)
            print(f"{number}/{len(chosen)} {line(found)}", flush=True)
        results.append(found)
    return tuple(results)


def shard(chosen: Sequence[Instance], part: str) -> tuple[Instance, ...]:
    """Return every n-th instance from the i-th on, for a part ``i/n``.

    Raises
    ------
    ValueError
        If the part is not of the form ``1/4``.
    """
    first, _, parts = part.partition("/")
    if not (first.isdecimal() and parts.isdecimal() and 1 <= int(first) <= int(parts)):
        raise ValueError(f"--shard should be like 1/4, found {part!r}.")
    return tuple(chosen[int(first) - 1 :: int(parts)])


def line(found: Record) -> str:
    """Return a record as one line for people."""
    text = (
        f"{found.set} {found.instance}: {found.status}, value {found.value}, "
        f"bound {found.bound}, known [{found.best_lower:g}, {found.best_upper:g}], "
        f"{found.seconds:.1f} s"
    )
    bugs = "".join(f"\n  BUG: {bug}" for bug in found.bugs)
    return text + bugs + (f"\n  {found.error}" if found.error else "")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run")
    add = parser.add_argument
    add("--instances", type=Path, required=True, help="folder of the public instances")
    add("--sets", nargs="+", default=[], help="families or sets; all where left out")
    add("--all", action="store_true", help="every instance, not the acceptance subset")
    add("--seconds", type=float, default=60.0, help="limit of each solve (60)")
    add("--workers", type=int, default=8, help="search threads (8)")
    add("--seed", type=int, default=0, help="random seed (0)")
    add("--shard", default="1/1", help="solve one part of several: 2/4")
    add("--out", type=Path, default=Path("out/bench.jsonl"), help="file of results")
    add("--peer", choices=sorted(set(ENGINES) - {"quarterdeck"}), help="solve with it")
    return parser


if __name__ == "__main__":
    sys.exit(main())
