"""How soon the service answers while it is busy.

Fifty people read, each again and again after a moment, while a solve runs; then fifty
requests come at the same instant, several times; then a thousand questions are put
into the queue. Of each kind it is told what half of the requests took at most, what
nineteen of twenty did (p95), and the slowest. The exit code is 1 where nineteen of
twenty took longer than they may.

    python -m benchmarks.service.load
"""

from __future__ import annotations

import argparse
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from statistics import median, quantiles
from threading import Barrier
from time import monotonic, perf_counter, sleep
from typing import TYPE_CHECKING

import httpx2
import orjson

from api.client import Effort, JobState, Terms
from benchmarks.service.served import ROOT, served
from benchmarks.service.things import TINY
from optimizer.files import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from api.client import Job
    from benchmarks.service.served import Served
    from optimizer.plan.outcome import Outcome

SETTINGS = {
    "QUARTERDECK_QUEUED_PER_USER": "100000",
    "QUARTERDECK_LOG_LEVEL": "warning",
}
SAMPLE = ROOT / "data" / "midsize" / "portfolio.json"
READ_WITHIN, ACCEPT_WITHIN = 0.1, 0.2
"""Seconds that nineteen of twenty requests may take."""
PAUSE = 1.0
"""Seconds for which somebody looks at what they have read, on average."""


class Idle(Exception):
    """The solve ended before those who read did, so that nothing was tried."""


@dataclass(frozen=True, slots=True)
class Trial:
    """How much is asked.

    Attributes
    ----------
    seconds
        For which people read.
    bursts
        How often all of them ask at the same instant.
    """

    people: int = 50
    seconds: float = 60.0
    bursts: int = 20
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
    with served(SETTINGS) as server:
        return [*read_while_solving(server, trial), accept(server, trial)]


def read_while_solving(server: Served, trial: Trial) -> list[Pace]:
    """Let people read while a solve runs.

    Raises
    ------
    Idle
        If it did not run all the while.
    """
    with server.client() as client:
        portfolio = client.portfolios.create(read(SAMPLE).portfolio).id
        effort = Effort(seconds=trial.seconds + 600, workers=trial.workers)
        job = client.solve(portfolio, terms=Terms(effort=effort))
        wait_for_a_plan(job)
        paths = reading(portfolio, job.id)
        with ThreadPoolExecutor(trial.people) as people:
            paced = people.map(
                lambda seed: paced_reader(server, paths, trial.seconds, Random(seed)),
                range(trial.people),
            )
            found = merged(paced)
            together = Barrier(trial.people)
            at_once = people.map(
                lambda _: burst_reader(server, paths, trial.bursts, together),
                range(trial.people),
            )
            burst = [second for one in at_once for second in one]
        if job.cancel().state is not JobState.RUNNING:
            raise Idle
    everything = [second for seconds in found.values() for second in seconds]
    return [
        *(Pace.of(f"read {name}", found[name], None) for name in paths if found[name]),
        Pace.of("read anything", everything, READ_WITHIN),
        Pace.of("read at the same instant", burst, None),
    ]


def wait_for_a_plan(job: Job[Outcome]) -> None:
    """Wait until a solve has found something, so that it is surely at work."""
    for event in job.events():
        if event.kind == "point" or event.is_end:
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


def paced_reader(
    server: Served, paths: Mapping[str, str], seconds: float, random: Random
) -> dict[str, list[float]]:
    """Read one thing after the other, with pauses; return how long each took."""
    told: dict[str, list[float]] = {name: [] for name in paths}
    until = monotonic() + seconds
    with visitor(server) as client:
        while monotonic() < until:
            sleep(random.uniform(0, 2 * PAUSE))
            name = random.choice(list(paths))
            told[name].append(timed(client, paths[name]))
    return told


def burst_reader(
    server: Served, paths: Mapping[str, str], bursts: int, together: Barrier
) -> list[float]:
    """Ask at the same instant as all others, several times."""
    told = []
    with visitor(server) as client:
        for number in range(bursts):
            together.wait()
            told.append(timed(client, list(paths.values())[number % len(paths)]))
    return told


@contextmanager
def visitor(server: Served) -> Iterator[httpx2.Client]:
    """Yield a client whose connection stands, and that reads nothing into answers."""
    headers = {"Authorization": f"Bearer {server.key}"}
    with httpx2.Client(base_url=server.address, headers=headers, timeout=60) as client:
        client.get("/health")
        yield client


def timed(client: httpx2.Client, path: str) -> float:
    """Return the seconds until an answer was there."""
    begun = perf_counter()
    client.get(path).raise_for_status()
    return perf_counter() - begun


def merged(found: Iterable[Mapping[str, list[float]]]) -> dict[str, list[float]]:
    """Return the times of all people together."""
    together: dict[str, list[float]] = {}
    for one in found:
        for name, seconds in one.items():
            together.setdefault(name, []).extend(seconds)
    return together


def accept(server: Served, trial: Trial) -> Pace:
    """Put so many questions into the queue, and return how soon each was accepted."""
    told = []
    with server.client() as client, visitor(server) as asking:
        portfolio = client.portfolios.create(TINY).id
        question = orjson.dumps({"effort": {"seconds": 1, "workers": 1}})
        headers = {"Content-Type": "application/json"}
        for _ in range(trial.jobs):
            begun = perf_counter()
            path = f"/v1/portfolios/{portfolio}/solves"
            answer = asking.post(path, content=question, headers=headers)
            told.append(perf_counter() - begun)
            answer.raise_for_status()
    return Pace.of("accept a question", told, ACCEPT_WITHIN)


def main() -> int:
    """Read the command line, and ask."""
    usual = Trial()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=usual.people)
    parser.add_argument("--seconds", type=float, default=usual.seconds)
    parser.add_argument("--bursts", type=int, default=usual.bursts)
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
