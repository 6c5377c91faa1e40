"""How soon the service answers while it is busy.

Small questions are asked one after the other, the first right after the start, when no
process is ready for it. Then, while a solve runs, fifty people read, each again and
again after a moment; then all fifty at one instant, again and again; then without a
pause, so that there are always fifty requests. Then a thousand questions are put into
the queue. Of each kind it is told what half of the requests took at most, what nineteen
of twenty did (p95), and the slowest. The exit code is 1 where nineteen of twenty took
longer than they may.

    python -m benchmarks.service.load
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, sleep
from typing import TYPE_CHECKING

import orjson

from api.client import Effort, JobState, Terms
from benchmarks.service.databases import DATABASES, database
from benchmarks.service.readers import (
    at_one_instant,
    read,
    with_pauses,
    without_a_pause,
)
from benchmarks.service.served import ROOT, served
from benchmarks.service.things import SOON, TINY
from optimizer.files import read as read_file

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from api.client import Job
    from benchmarks.service.served import Served
    from optimizer.plan.outcome import Outcome

SETTINGS = {"QUARTERDECK_QUEUED_PER_USER": "100000"}
SAMPLE = ROOT / "data" / "midsize" / "portfolio.json"
READ_WITHIN, ACCEPT_WITHIN = 0.1, 0.2
"""Seconds that nineteen of twenty requests may take."""
WAYS = (with_pauses, at_one_instant, without_a_pause)
"""In which people read."""
BETWEEN = 2.0
"""Seconds after an answer until the next small question."""


class Idle(Exception):
    """The solve ended before those who read did, so that nothing was tried."""


@dataclass(frozen=True, slots=True)
class Trial:
    """How much is asked.

    Attributes
    ----------
    servers
        Processes that take requests; as many as usual where None.
    seconds
        For which they read in each way.
    questions
        Small ones that are answered after the first.
    """

    database: str = "sqlite"
    servers: int | None = None
    people: int = 50
    seconds: float = 60.0
    questions: int = 20
    jobs: int = 1000
    workers: int = 2


@dataclass(frozen=True, slots=True)
class Pace:
    """How soon requests of a kind were answered, in seconds.

    Attributes
    ----------
    most
        That p95 may be; None where it is only told.
    """

    kind: str
    requests: int
    p50: float
    p95: float
    slowest: float
    most: float | None

    @classmethod
    def of(cls, kind: str, seconds: Sequence[float], most: float | None) -> Pace:
        """Return the pace of a kind of request."""
        return cls(
            kind=kind,
            requests=len(seconds),
            p50=round(median(seconds), 4),
            p95=round(slow(seconds), 4),
            slowest=round(max(seconds), 4),
            most=most,
        )

    @property
    def is_kept(self) -> bool:
        """Whether it is as it should be."""
        return self.most is None or self.p95 <= self.most


def slow(seconds: Sequence[float]) -> float:
    """Return what nineteen of twenty took at most; never more than the slowest."""
    if len(seconds) == 1:
        return seconds[0]
    return quantiles(seconds, n=20, method="inclusive")[-1]


def burden(trial: Trial) -> list[Pace]:
    """Start a service, ask all this of it, and return how soon it answered."""
    servers = {"QUARTERDECK_SERVERS": str(trial.servers)} if trial.servers else {}
    with (
        database(trial.database) as where,
        served(SETTINGS | servers | dict(where)) as server,
    ):
        return [
            *answer(server, trial),
            *read_while_solving(server, trial),
            accept(server, trial),
        ]


def answer(server: Served, trial: Trial) -> list[Pace]:
    """Ask what is solved at once; return how soon each answer was there."""
    told = []
    with server.client() as client:
        portfolio = client.portfolios.create(TINY).id
        for _ in range(1 + trial.questions):
            begun = perf_counter()
            for _ in client.solve(portfolio, terms=SOON).events():
                pass
            told.append(perf_counter() - begun)
            sleep(BETWEEN)
    return [
        Pace.of("answer the first small question", told[:1], None),
        Pace.of("answer a small question", told[1:], None),
    ]


def read_while_solving(server: Served, trial: Trial) -> list[Pace]:
    """Let people read while a solve runs.

    Raises
    ------
    Idle
        If it did not run all the while.
    """
    with server.client() as client:
        portfolio = client.portfolios.create(read_file(SAMPLE).portfolio).id
        effort = Effort(seconds=trial.seconds + 600, workers=trial.workers)
        job = client.solve(portfolio, terms=Terms(effort=effort))
        wait_for_a_plan(job)
        paths, found = reading(portfolio, job.id), list[Pace]()
        for way in WAYS:
            told = read(way, server, paths, trial.people, trial.seconds)
            found += paces(way.__name__.replace("_", " "), told)
        if job.cancel().state is not JobState.RUNNING:
            raise Idle
    return found


def paces(way: str, told: Mapping[str, Sequence[float]]) -> list[Pace]:
    """Return the pace of each kind of request, and that of all of them."""
    everything = [second for seconds in told.values() for second in seconds]
    return [
        *(
            Pace.of(f"read {name}, {way}", seconds, None)
            for name, seconds in told.items()
            if seconds
        ),
        Pace.of(f"read anything, {way}", everything, READ_WITHIN),
    ]


def wait_for_a_plan(job: Job[Outcome]) -> None:
    """Wait until a solve has found something, so that it is surely at work."""
    for event in job.events():
        if event.data.get("value") is not None or event.is_end:
            return


def reading(portfolio: str, job: str) -> Mapping[str, str]:
    """Return what people read: what it is, and its path."""
    return {
        "portfolios": "/v1/portfolios",
        "portfolio": f"/v1/portfolios/{portfolio}",
        "versions": f"/v1/portfolios/{portfolio}/versions",
        "scenarios": f"/v1/portfolios/{portfolio}/scenarios",
        "plans": f"/v1/portfolios/{portfolio}/plans",
        "jobs": f"/v1/jobs?portfolio={portfolio}",
        "job": f"/v1/jobs/{job}",
    }


def accept(server: Served, trial: Trial) -> Pace:
    """Put so many questions into the queue, and return how soon each was accepted."""
    told = []
    with server.client() as client:
        portfolio = client.portfolios.create(TINY).id
        for _ in range(trial.jobs):
            begun = perf_counter()
            client.solve(portfolio, terms=SOON)
            told.append(perf_counter() - begun)
    return Pace.of("accept a question", told, ACCEPT_WITHIN)


def main() -> int:
    """Read the command line, and ask."""
    usual = Trial()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", choices=DATABASES, default=usual.database)
    parser.add_argument("--servers", type=int, default=usual.servers)
    parser.add_argument("--people", type=int, default=usual.people)
    parser.add_argument("--seconds", type=float, default=usual.seconds)
    parser.add_argument("--questions", type=int, default=usual.questions)
    parser.add_argument("--jobs", type=int, default=usual.jobs)
    parser.add_argument("--workers", type=int, default=usual.workers, help="of solves")
    parser.add_argument("--out", type=Path, default=Path("out/load.jsonl"))
    given = vars(parser.parse_args())
    file: Path = given.pop("out")
    paces = burden(Trial(**given))
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("ab") as lines:
        for pace in paces:
            lines.write(orjson.dumps(asdict(pace)) + b"\n")
            print(orjson.dumps(asdict(pace)).decode())
    return 0 if all(pace.is_kept for pace in paces) else 1


if __name__ == "__main__":
    sys.exit(main())
