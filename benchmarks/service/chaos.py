"""Whatever is killed, whenever: no question lost, none stuck, one answer each.

Jobs are submitted through the client while, at random moments, the server, one of its
companions, a worker or the process of a solve is killed with signal 9 and started again
as an operating system would. Meanwhile two people edit one portfolio. At the end every
job that was acknowledged is done, exactly once, and every change that was acknowledged
is there.

    python -m benchmarks.service.chaos --seeds 0 1 2 --databases sqlite postgresql
"""

from __future__ import annotations

import argparse
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from threading import Event
from time import monotonic, perf_counter, sleep
from typing import TYPE_CHECKING

import orjson

from api.client import Effort, JobState, Terms
from benchmarks.service.databases import DATABASES, database
from benchmarks.service.editors import Editor, changes_lost
from benchmarks.service.served import served
from benchmarks.service.things import TINY
from benchmarks.service.victims import Victims

if TYPE_CHECKING:
    from api.client import JobView, Quarterdeck
    from benchmarks.service.served import Served

SETTINGS = {
    "QUARTERDECK_LEASE_SECONDS": "2",
    "QUARTERDECK_CHILDREN": "2",
    "QUARTERDECK_RUNNING_PER_USER": "9",
    "QUARTERDECK_QUEUED_PER_USER": "10000",
    "QUARTERDECK_LOG_LEVEL": "warning",
}
SUBMITTERS = 4
PATIENCE = 600.0
"""Seconds for which a client tries to reach a server that is being killed."""
STUCK_AFTER = 120.0
"""Seconds without the end of any job after which those that are left count as stuck."""


@dataclass(frozen=True, slots=True)
class Trial:
    """How much is to happen to a server.

    Attributes
    ----------
    kills
        Of servers and workers; processes of solves are killed besides.
    """

    database: str
    seed: int
    jobs: int
    kills: int
    quick: bool


@dataclass(frozen=True, slots=True)
class Toll:
    """What became of it.

    Attributes
    ----------
    killed
        What was killed how often.
    lost, stuck, failed, doubled
        Jobs that were acknowledged and are not there, that have not ended, that have
        not ended well, and that have another number of endings or plans than one.
    unasked
        Jobs that are there and nobody has asked for.
    late, changes, changes_lost
        How often an editor came second, how many changes were acknowledged, and how
        many of these are not there.
    log_broken
        Whether the audit log is not as it was written.
    """

    trial: Trial
    killed: dict[str, int]
    lost: int
    stuck: int
    failed: int
    doubled: int
    unasked: int
    late: int
    changes: int
    changes_lost: int
    log_broken: bool
    seconds: float

    @property
    def is_whole(self) -> bool:
        """Whether nothing is wrong, and two editors did get in each other's way."""
        wrong = self.lost + self.stuck + self.failed + self.doubled + self.unasked
        wrong += self.changes_lost + self.log_broken
        return wrong == 0 and self.late > 0


def suffer(trial: Trial) -> Toll:
    """Start a service, do all this to it, and count."""
    begun = perf_counter()
    with database(trial.database) as where:
        settings = SETTINGS | dict(where)
        with served(settings, quick=trial.quick) as server:
            victims = Victims(server, server.worker())
            try:
                return _suffered(trial, victims, begun)
            finally:
                victims.end()


def _suffered(trial: Trial, victims: Victims, begun: float) -> Toll:
    server, random, over = victims.server, Random(trial.seed), Event()
    with server.client(patience=PATIENCE) as client:
        portfolio = client.portfolios.create(TINY).id
        edited = client.portfolios.create(TINY.replace(name="Edited")).id
        editors = [Editor("one"), Editor("other")]
        with ThreadPoolExecutor(SUBMITTERS + len(editors)) as people:
            for editor in editors:
                people.submit(editor.edit_until, over, client, edited)
            asked = [
                people.submit(_submit, server, portfolio, Random(random.random()), many)
                for many in _shared(trial.jobs, SUBMITTERS)
            ]
            _kill(victims, client, portfolio, trial, random)
            acknowledged = [job for one in asked for job in one.result()]
            ended = _wait(client, portfolio, len(acknowledged))
            over.set()
        names = [entry.name for entry in client.portfolios.versions(edited)][:-1]
        there = {job.id: job for job in ended}
        return Toll(
            trial=trial,
            killed=dict(victims.killed),
            lost=len(set(acknowledged) - set(there)),
            stuck=sum(not job.state.ended for job in ended),
            failed=sum(job.state.ended and job.state != "done" for job in ended),
            doubled=sum(not _is_single(client, job) for job in ended),
            unasked=len(set(there) - set(acknowledged)),
            late=sum(editor.late for editor in editors),
            changes=sum(len(editor.made) for editor in editors),
            changes_lost=changes_lost(editors, names),
            log_broken=server.run("audit", "verify") != 0,
            seconds=round(perf_counter() - begun, 1),
        )


def _shared(jobs: int, people: int) -> list[int]:
    return [jobs // people + (one < jobs % people) for one in range(people)]


def _submit(server: Served, portfolio: str, random: Random, jobs: int) -> list[str]:
    """Ask so many questions; return the jobs that were acknowledged."""
    made = []
    with server.client(patience=PATIENCE) as client:
        for _ in range(jobs):
            effort = Effort(seconds=random.uniform(0.05, 0.5), workers=1)
            made.append(client.solve(portfolio, terms=Terms(effort=effort)).id)
    return made


def _kill(
    victims: Victims, client: Quarterdeck, portfolio: str, trial: Trial, random: Random
) -> None:
    """Kill at random moments: a little after so many jobs have ended."""
    moments = sorted(random.randrange(trial.jobs) for _ in range(trial.kills))
    while victims.ends_of_servers < trial.kills:
        moment = moments[victims.ends_of_servers]
        if _ended(client, portfolio) >= min(moment, trial.jobs - 1):
            sleep(random.uniform(0, 0.5))
            victims.kill_one(random)


def _ended(client: Quarterdeck, portfolio: str) -> int:
    done = client.jobs.every(portfolio, JobState.DONE)
    return sum(1 for _ in done)


def _wait(client: Quarterdeck, portfolio: str, expected: int) -> list[JobView]:
    """Return all jobs when they have ended, or when no more of them does."""
    most, until = -1, monotonic() + STUCK_AFTER
    while True:
        jobs = list(client.jobs.every(portfolio))
        ended = sum(job.state.ended for job in jobs)
        if ended > most:
            most, until = ended, monotonic() + STUCK_AFTER
        if ended >= max(expected, len(jobs)) or monotonic() > until:
            return jobs
        sleep(0.5)


def _is_single(client: Quarterdeck, job: JobView) -> bool:
    """Return whether a job that is done was ended once, with one plan."""
    if job.state is not JobState.DONE:
        return True  # counted elsewhere
    told = list(client.jobs.read(job.id).events())
    numbers = [event.number for event in told]
    return (
        len(job.plan_ids) == 1
        and sum(event.is_end for event in told) == 1
        and numbers == list(range(1, len(told) + 1))
    )


def main() -> int:
    """Read the command line, and let it all happen."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jobs", type=int, default=200)
    parser.add_argument("--kills", type=int, default=50, help="servers, workers")
    parser.add_argument("--seeds", type=int, nargs="+", default=[0, 1, 2])
    parser.add_argument("--databases", nargs="+", choices=DATABASES, default=DATABASES)
    parser.add_argument("--quick", action="store_true", help="solves without an engine")
    parser.add_argument("--out", type=Path, default=Path("out/chaos.jsonl"))
    given = parser.parse_args()
    given.out.parent.mkdir(parents=True, exist_ok=True)
    whole = True
    for kind in given.databases:
        for seed in given.seeds:
            toll = suffer(Trial(kind, seed, given.jobs, given.kills, given.quick))
            whole &= toll.is_whole
            line = orjson.dumps(asdict(toll))
            print(line.decode())
            with given.out.open("ab") as lines:
                lines.write(line + b"\n")
    return 0 if whole else 1


if __name__ == "__main__":
    sys.exit(main())
