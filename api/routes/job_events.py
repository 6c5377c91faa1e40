"""The course of a job as server-sent events, which go on where they were lost."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from typing import Annotated, Self

from fastapi import APIRouter, Depends, Header, HTTPException, status
from fastapi.concurrency import run_in_threadpool
from fastapi.sse import EventSourceResponse, ServerSentEvent

from api.access.caller import Caller, ShownKey
from api.access.principal import Principal
from api.access.seen_results import Look, seen_event
from api.access.sight import sight_of
from api.routes.views import JobId
from api.service import Service, Serving
from api.storage import events, jobs, principals
from api.storage.errors import NotFound
from api.storage.events import EventRecord
from api.storage.jobs import JobRecord, JobState

SECONDS_BETWEEN_LOOKS = 0.25
"""How late an event is at most, besides the time that it takes to read it."""
LOOKS_BETWEEN_CHECKS = 20
"""After so many it is asked again whether whoever follows a job still may."""
ENDINGS = frozenset(state.value for state in JobState if state.ended)

router = APIRouter(prefix="/jobs", tags=["jobs"])

LastEvent = Annotated[
    str | None,
    Header(
        alias="Last-Event-ID",
        pattern="^[0-9]{1,9}$",
        description="The id of the last event that you have; all where left out.",
    ),
]


@dataclass(frozen=True, slots=True)
class Watch:
    """Somebody who follows a job with a key, and how far they have."""

    service: Service
    key: str
    caller: Principal
    job_id: str
    number: int
    look: Look

    def renewed(self) -> Self | None:
        """Return the follower as they are now; None where they may follow no more."""
        with self.service.database.reading() as session:
            caller = principals.authenticate(session, self.key)
            if caller is None:
                return None
            try:
                job = jobs.read(session, caller, self.job_id)
            except NotFound:
                return None
        return replace(self, caller=caller, look=look_of(self.service, caller, job))

    def news(self, number: int) -> tuple[EventRecord, ...]:
        """Return what has happened since an event."""
        with self.service.database.reading() as session:
            found = events.after(session, self.caller, self.job_id, number)
        return tuple(seen_event(one, self.look) for one in found)


def look_of(service: Service, caller: Principal, job: JobRecord) -> Look:
    """Return what somebody sees of a job."""
    return Look(sight_of(caller, job.portfolio_id, service.settings), job.priced)


def watch(
    service: Serving,
    key: ShownKey,
    caller: Caller,
    job_id: JobId,
    last: LastEvent = None,
) -> Watch:
    """Return the follower of a job; refused before the first event is sent.

    Raises
    ------
    HTTPException
        With code 204 if they have seen its end: that is how a browser learns not to
        connect again.
    """
    with service.database.reading() as session:
        job = jobs.read(session, caller, job_id)
    look = look_of(service, caller, job)
    watching = Watch(service, key, caller, job_id, int(last or 0), look)
    if job.state.ended and not watching.news(watching.number):
        raise HTTPException(status.HTTP_204_NO_CONTENT)
    return watching


@router.get(
    "/{job_id}/events",
    response_class=EventSourceResponse,
    responses={204: {"description": "All was told: a browser does not connect again."}},
)
async def follow_job(
    begun: Annotated[Watch, Depends(watch)],
) -> AsyncIterator[ServerSentEvent]:
    """Follow a job: every better value and bound, until it ends.

    The event's name is what happened: queued, started, point, step, cancelling,
    requeued, and at last done, failed or cancelled. Send the id of the last event that
    you have in Last-Event-ID to go on behind it. It ends as well, a few seconds later,
    where the key is no longer good.
    """
    number, looks = begun.number, 0
    watching: Watch | None = begun
    while watching is not None and not watching.service.stopping.is_set():
        for found in await run_in_threadpool(watching.news, number):
            number = found.number
            yield ServerSentEvent(raw_data=found.data, event=found.kind, id=str(number))
            if found.kind in ENDINGS:
                return
        await asyncio.sleep(SECONDS_BETWEEN_LOOKS)
        looks += 1
        if looks % LOOKS_BETWEEN_CHECKS == 0:
            watching = await run_in_threadpool(watching.renewed)
