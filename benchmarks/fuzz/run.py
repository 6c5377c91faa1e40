"""Solve random portfolios and compare everybody who has an opinion: resumable.

``python -m benchmarks.fuzz.run --from 0 --to 10000 --out FILE`` writes one JSON line
for each seed, skips seeds that the file already has, and exits with 1 if any two
disagree. With ``--promises`` each portfolio gets some changes, and what scenarios
promise of their answers is asked in place of the oracle.
"""

from __future__ import annotations

import argparse
import json
import sys
import traceback
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from time import perf_counter
from typing import TYPE_CHECKING

from benchmarks.fuzz.cases import case_of_seed
from benchmarks.fuzz.chance import SMALL, TINY, Chance, Days
from benchmarks.fuzz.comparison import Comparison
from benchmarks.fuzz.exhaustive import STEPS, best
from benchmarks.fuzz.promises import promises_of
from optimizer import Goals, Limits, Measure, solve

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.fuzz.cases import Case

SIZES = {"tiny": TINY, "small": SMALL}
PROMISES = "promises"
KINDS_OF_GOALS = 4
"""Of so many seeds one has all tiers of the default goals and one the makespan."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How each seed is solved; `deterministic` is a limit in CP-SAT's own time.

    `promises` asks what scenarios promise in place of the oracle.
    """

    size: str = "tiny"
    deterministic: float = 5.0
    steps: int = STEPS
    promises: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """What one seed showed.

    Attributes
    ----------
    status
        The outcome's, or ``crash``; ``kept`` or ``broken`` of promises.
    goal
        The measure of the first tier, or ``promises``.
    value, oracle
        That measure of the plan and of the oracle; None where there is no plan.
    judged
        Whether the oracle could answer.
    """

    seed: int
    size: str
    goal: str
    status: str
    value: float | None
    oracle: float | None
    judged: bool
    complaints: tuple[str, ...]
    seconds: float


def examine(seed: int, settings: Settings) -> Finding:
    """Solve the case of a seed and compare."""
    if settings.promises:
        return examine_promises(seed, settings)
    begin = perf_counter()
    case = case_of_seed(seed, SIZES[settings.size])
    goals = goals_of(seed, case)
    goal = next(iter(goals.tiers[0].weights))
    limits = Limits(deterministic=settings.deterministic, workers=1, seed=0)
    try:
        tiny = settings.size == "tiny"
        oracle = best(case, goal, settings.steps) if tiny else None
        outcome = solve(case.portfolio, goals, limits, case.baseline, case.now)
        complaints = Comparison(case, goals, outcome, oracle).complaints()
    except Exception as crash:
        status, value, oracle = "crash", None, None
        complaints = (_told(crash),)
    else:
        status, value = str(outcome.status), outcome.measures.get(goal)
    return Finding(
        seed=seed,
        size=settings.size,
        goal=goal,
        status=status,
        value=value,
        oracle=None if oracle is None else oracle.value,
        judged=oracle is not None,
        complaints=complaints,
        seconds=round(perf_counter() - begin, 3),
    )


def examine_promises(seed: int, settings: Settings) -> Finding:
    """Change the case of a seed and ask what scenarios promise."""
    begin = perf_counter()
    case, chance = case_of_seed(seed, SIZES[settings.size]), Chance(Random(seed))
    days = Days(chance, case.portfolio.timeline)
    limits = Limits(deterministic=settings.deterministic, workers=1, seed=0)
    try:
        complaints = promises_of(case, chance, days, limits).complaints()
        status = "broken" if complaints else "kept"
    except Exception as crash:
        status, complaints = "crash", (_told(crash),)
    return Finding(
        seed=seed,
        size=settings.size,
        goal=PROMISES,
        status=status,
        value=None,
        oracle=None,
        judged=False,
        complaints=complaints,
        seconds=round(perf_counter() - begin, 3),
    )


def goals_of(seed: int, case: Case) -> Goals:
    """Return mostly the net value alone, sometimes all tiers or the makespan."""
    kind = seed % KINDS_OF_GOALS
    if kind == 0:
        return Goals.default(with_baseline=case.baseline is not None)
    return Goals.single(Measure.MAKESPAN if kind == 1 else Measure.NET_VALUE)


def _told(crash: Exception) -> str:
    where = traceback.extract_tb(crash.__traceback__)[-1]
    return f"{type(crash).__name__} in {where.name}: {crash}"


def findings(path: Path) -> Iterator[Finding]:
    """Yield what a file already has, but for a line that was cut short."""
    if not path.exists():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            fields = json.loads(line)
        except json.JSONDecodeError:
            continue
        yield Finding(**{**fields, "complaints": tuple(fields["complaints"])})


def summary(found: Sequence[Finding]) -> str:
    """Return one line on all findings."""
    statuses = Counter(finding.status for finding in found)
    told = ", ".join(f"{count} {status}" for status, count in sorted(statuses.items()))
    judged = sum(finding.judged for finding in found)
    wrong = sum(bool(finding.complaints) for finding in found)
    seconds = sum(finding.seconds for finding in found)
    return (
        f"{len(found)} portfolios ({told}), {judged} judged by the oracle, "
        f"{wrong} with disagreements, {seconds:.0f} s"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line; 1 if there is any disagreement."""
    given = _parser().parse_args(arguments)
    settings = Settings(given.size, given.deterministic, given.steps, given.promises)
    seeds = range(given.first, given.end)
    done = {
        finding.seed: finding
        for finding in findings(given.out)
        if finding.size == settings.size
        and finding.seed in seeds
        and (finding.goal == PROMISES) == settings.promises
    }
    given.out.parent.mkdir(parents=True, exist_ok=True)
    with given.out.open("a", encoding="utf-8") as lines:
        if lines.tell():
            lines.write("\n")  # ends a line that an interruption cut short
        for seed in seeds:
            if seed not in done:
                done[seed] = examine(seed, settings)
                lines.write(json.dumps(asdict(done[seed])) + "\n")
                lines.flush()
                for complaint in done[seed].complaints:
                    print(f"seed {seed}: {complaint}", file=sys.stderr)
    print(summary([done[seed] for seed in seeds]))
    return 1 if any(finding.complaints for finding in done.values()) else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.fuzz.run", description=__doc__
    )
    parser.add_argument("--from", dest="first", type=int, default=0)
    parser.add_argument("--to", dest="end", type=int, default=100)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--size", choices=sorted(SIZES), default="tiny")
    parser.add_argument("--deterministic", type=float, default=5.0)
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--promises", action="store_true")
    return parser


if __name__ == "__main__":
    sys.exit(main())
