"""The loop that takes jobs from the queue and gives each a process of its own."""

from __future__ import annotations

import logging
import os
import socket
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from queue import Empty, SimpleQueue
from threading import Event, Thread
from time import monotonic
from typing import TYPE_CHECKING

from sqlalchemy.exc import (
    DataError,
    IntegrityError,
    OperationalError,
    SQLAlchemyError,
)

from api import traces
from api.jobs import queue
from api.jobs.assignment import Assignment
from api.jobs.executors.lent import Lent
from api.jobs.messages import Answered, Improved, Ready, Refused, Stepped
from api.jobs.process import Gone, Heard, SolveProcess, ended
from api.jobs.questions import limit_of
from api.jobs.queue import Ending, Lease, News, Terms
from api.storage import workers
from api.storage.calls import Listener
from api.storage.errors import LeaseLost
from api.storage.identity import moment
from api.storage.jobs import JobState
from api.storage.workers import WorkerRecord

if TYPE_CHECKING:
    from opentelemetry.trace import Span

    from api.settings import Settings
    from api.storage.database import Database

TURN_SECONDS = 0.1
"""How long the loop waits for something to happen."""
SIGN_SECONDS = 0.5
"""How often a running job is renewed, its progress stored, and asked about."""
LOOK_SECONDS = 0.5
"""How often the queue is asked for jobs that nobody told of."""
RARE_LOOK_SECONDS = 5.0
"""The same where the database calls, and only what was lost has to be found."""
BEAT_SECONDS = 5.0
"""How often it tells the database that it lives."""
LEAST_PATIENCE = 10.0
"""Seconds that a process gets at least after its limit."""
PATIENCE = 0.1
"""Part of its limit that it gets after it, where that is more."""
TELLING_SECONDS = 60.0
"""How long a process gets at least to write what is told of its answer."""
PAUSE_SECONDS = 1.0
"""How long to wait after something failed that may be over soon."""
UNKEPT = Ending(
    JobState.FAILED,
    problem_code="fault",
    problem="A fault of Quarterdeck, not of the data: the answer cannot be kept.",
)
"""How a job ends whose answer the database does not take."""

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Run:
    """A job in its process.

    Attributes
    ----------
    kill_at
        On the monotonic clock, when it is ended whatever it does.
    news
        What was not stored yet.
    early
        How it ends at least, while what is told of the answer is made.
    ending
        How it ended, until that is stored.
    died
        What its process died of, until that is stored.
    span
        In the trace of whoever submitted it, where there is one.
    """

    lease: Lease
    process: SolveProcess
    kill_at: float
    news: list[News] = field(default_factory=list)
    renewed: float = 0.0
    stopping: bool = False
    early: Ending | None = None
    ending: Ending | None = None
    died: str = ""
    span: Span | None = None


class Supervisor:
    """Keeps so many jobs running, and a process in reserve for the next one.

    It talks to the database from one thread. Whatever happens to that thread, or to
    the whole server, its jobs go back to the queue when their leases end.

    Attributes
    ----------
    prepared
        Set when the first question need not wait until the engine is loaded.
    """

    def __init__(self, database: Database, settings: Settings) -> None:
        self._database = database
        self._settings = settings
        self._terms = Terms(
            worker=f"{settings.worker_name or socket.gethostname()}:{os.getpid()}",
            lease=timedelta(seconds=settings.lease_seconds),
            running_per_user=settings.running_per_user,
        )
        self._inbox: SimpleQueue[Heard | None] = SimpleQueue()
        self._runs: dict[SolveProcess, Run] = {}
        self._spare: SolveProcess | None = None
        self._spare_is_ready = False
        self._start_after = 0.0
        self._looked = 0.0
        self._started_at = moment()
        self._beaten = 0.0
        self._stopping = Event()
        self.prepared = Event()
        self._listener = Listener(database, self.wake)
        self._lent = Lent(
            settings.executor, settings.executor_workers, settings.child_memory
        )
        self._thread = Thread(target=self._loop, name="supervisor", daemon=True)

    def start(self) -> None:
        """Begin to take jobs, unless it is to leave them to others."""
        if self._settings.children > 0:
            self._lent.open()
            with suppress(OperationalError):  # the loop tries again
                self._beat()
            self._thread.start()
            self._listener.start()
        else:
            self.prepared.set()

    def wake(self) -> None:
        """Say that a job was submitted, so that it is looked at now."""
        if self.is_alive:
            self._inbox.put(None)

    def take_no_more(self) -> None:
        """Take no further job; those that run have from now on as long to end."""
        self._stopping.set()
        self.wake()

    def stop(self) -> None:
        """Take no further job, let the running ones end, and give back the rest.

        They have as long as the settings say; then their processes are ended.
        """
        self.take_no_more()
        self._listener.stop()
        if self.is_alive:
            self._thread.join()
        self._lent.close()

    @property
    def name(self) -> str:
        """How it is known to people."""
        return self._terms.worker

    @property
    def is_alive(self) -> bool:
        """Whether it takes jobs."""
        return self._thread.is_alive()

    @property
    def busy(self) -> int:
        """How many jobs are running."""
        return len(self._runs)

    def _loop(self) -> None:
        give_back_at: float | None = None
        while True:
            if self._stopping.is_set():
                if give_back_at is None:
                    give_back_at = monotonic() + self._settings.grace_seconds
                if not self._runs or monotonic() >= give_back_at:
                    break
            try:
                self._turn()
            except Exception:
                # A database that cannot be reached now may be there in a moment.
                _log.exception("The supervisor goes on after an error")
                self._stopping.wait(PAUSE_SECONDS)
        self._leave()

    def _turn(self) -> None:
        """Hear what the processes tell, attend to each run, and begin others."""
        self._hear()
        if monotonic() >= self._beaten + BEAT_SECONDS:
            self._beat()
        for run in tuple(self._runs.values()):
            self._attend(run)
        if not self._stopping.is_set():
            self._begin()

    def _beat(self) -> None:
        """Tell the database that it lives."""
        sign = WorkerRecord(
            name=self.name,
            children=self._settings.children,
            busy=self.busy,
            started_at=self._started_at,
            seen_at=moment(),
        )
        with self._database.writing() as session:
            workers.beat(session, sign)
        self._beaten = monotonic()

    def _hear(self) -> None:
        timeout: float = TURN_SECONDS
        while True:
            try:
                heard = self._inbox.get(timeout=timeout)
            except Empty:
                return
            timeout = 0.0
            if heard is None:
                self._looked = 0.0
            elif heard.process is self._spare:
                self._hear_spare(heard)
            elif heard.process in self._runs:
                _hear_run(self._runs[heard.process], heard)

    def _hear_spare(self, heard: Heard) -> None:
        match heard.message:
            case Ready():
                self._spare_is_ready = True
                self.prepared.set()
            case Gone(code):
                _log.error("A process ended before it was asked: %s", ended(code))
                self._spare = None
                self._start_after = monotonic() + PAUSE_SECONDS
                self.prepared.set()  # nothing is gained by waiting for it

    def _attend(self, run: Run) -> None:
        """Store what is new of a run, and end it where it has to end."""
        now = monotonic()
        try:
            if run.ending is not None or run.died:
                self._store_end(run)
            elif now >= run.kill_at:
                run.process.kill()
                run.ending = run.early or _overran(run)
            elif now >= run.renewed + SIGN_SECONDS:
                self._renew(run, now)
        except LeaseLost as lost:
            _log.warning("%s", lost)
            self._drop(run)

    def _renew(self, run: Run, now: float) -> None:
        with self._database.writing() as session:
            cancelling = queue.renew(session, self._terms, run.lease, run.news)
        run.news, run.renewed = [], now
        if cancelling and not run.stopping:
            run.stopping = True
            run.kill_at = min(run.kill_at, now + LEAST_PATIENCE)
            run.process.stop()

    def _store_end(self, run: Run) -> None:
        try:
            self._keep_end(run)
        except Exception as error:
            if _may_pass(error) or run.ending is UNKEPT:
                raise
            # It would never be kept, and no other job would be attended to.
            _log.exception("An answer cannot be kept", extra=self._subject(run.lease))
            run.ending, run.news = UNKEPT, []
            return
        how = run.ending.state.value if run.ending is not None else run.died
        _log.info("job ends", extra=self._subject(run.lease) | {"ended": how})
        self._drop(run)

    def _keep_end(self, run: Run) -> None:
        with self._database.writing() as session:
            if run.ending is not None:
                queue.renew(session, self._terms, run.lease, run.news)
                queue.finish(session, run.lease, run.ending)
            else:
                queue.give_up(session, run.lease, run.died)

    def _subject(self, lease: Lease) -> dict[str, str]:
        """Return what a line of the log is about."""
        return self._assignment(lease).subject

    def _drop(self, run: Run) -> None:
        run.process.kill()
        del self._runs[run.process]
        self._looked = 0.0
        if run.span is not None:
            run.span.end()

    def _begin(self) -> None:
        """Give the next job to the process in reserve, and start another one."""
        now = monotonic()
        if self._spare is None and now >= self._start_after:
            self._spare = SolveProcess(self._settings.child_memory, self._inbox)
            self._spare_is_ready = False
        if (
            self._spare is None
            or not self._spare_is_ready
            or len(self._runs) >= self._settings.children
            or now < self._looked + self._between_looks
        ):
            return
        lease = self._claim()
        if lease is None:
            self._looked = now
            return
        process, self._spare = self._spare, None
        _log.info("job begins", extra=self._subject(lease) | {"child": process.pid})
        limit = limit_of(lease.question, self._settings.longest_solve)
        patience = max(LEAST_PATIENCE, PATIENCE * limit)
        self._runs[process] = Run(lease, process, now + limit + patience)
        process.ask(self._assignment(lease), lease.question)
        subject = self._subject(lease)
        traces.past("job in queue", lease.trace, lease.waiting_since, **subject)
        self._runs[process].span = traces.begun("search", lease.trace, **subject)

    def _assignment(self, lease: Lease) -> Assignment:
        return Assignment(
            job=lease.job_id,
            worker=self.name,
            request=lease.request,
            cluster=self._lent.address,
            log_format=self._settings.log_format,
            log_level=self._settings.log_level,
        )

    @property
    def _between_looks(self) -> float:
        return RARE_LOOK_SECONDS if self._listener.hears else LOOK_SECONDS

    def _claim(self) -> Lease | None:
        with self._database.reading() as session:
            if not queue.is_waiting(session):
                return None
        with self._database.writing() as session:
            return queue.claim(session, self._terms)

    def _leave(self) -> None:
        """End every process; keep the answer that it gave, or give back its job."""
        for run in tuple(self._runs.values()):
            run.process.kill()
            run.ending = run.ending or run.early
            try:
                if run.ending is not None:
                    self._store_end(run)
                else:
                    self._give_back(run)
            except Exception:
                _log.exception("A job goes back to the queue when its lease ends")
        self._runs.clear()
        if self._spare is not None:
            self._spare.kill()
        try:
            with self._database.writing() as session:
                workers.leave(session, self.name)
        except Exception:
            _log.exception("This worker is forgotten when its silence is noticed")

    def _give_back(self, run: Run) -> None:
        with self._database.writing() as session:
            queue.give_back(session, run.lease)
        _log.info("job goes back", extra=self._subject(run.lease))
        self._drop(run)


def _hear_run(run: Run, heard: Heard) -> None:
    """Keep what a process tells of its job, until that is stored."""
    match heard.message:
        case Improved(point=point):
            data = point.model_dump_json()
            newer = [News("point", data, point)]
            run.news = [one for one in run.news if not _same_goal(one, point.tier)]
            run.news += newer
        case Stepped() as step:
            data = step.model_dump_json(exclude={"kind"})
            run.news.append(News("step", data))
        case Answered() as found:
            ending = Ending(
                JobState.DONE, found.result, found.plans, found.full, found.limited
            )
            if found.final:
                run.ending = ending
            else:
                run.early = ending
                run.kill_at = max(run.kill_at, monotonic() + TELLING_SECONDS)
        case Refused(code=code, message=message):
            run.ending = Ending(JobState.FAILED, problem_code=code, problem=message)
        case Gone() if run.ending is None and run.early is not None:
            run.ending = run.early
        case Gone(code) if run.ending is None:
            run.died = f"Its process ended: {ended(code)}."


def _same_goal(news: News, tier: str) -> bool:
    """Return whether news of a goal are overtaken by later ones of the same goal."""
    return news.point is not None and news.point.tier == tier


def _may_pass(error: Exception) -> bool:
    """Return whether what failed may succeed later: the database, or the way to it."""
    if isinstance(error, DataError | IntegrityError):
        return False
    return isinstance(error, LeaseLost | OSError | SQLAlchemyError)


def _overran(run: Run) -> Ending:
    if run.stopping:
        return Ending(JobState.CANCELLED)
    return Ending(
        JobState.FAILED,
        problem_code="overran",
        problem="The search did not end within its limit, so its process was ended.",
    )
