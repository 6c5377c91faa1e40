"""One solve in its own process, which is killed if it does not end in time."""

from __future__ import annotations

import time
import traceback
from dataclasses import replace
from multiprocessing import get_context
from threading import Lock
from typing import TYPE_CHECKING

from benchmarks.engine import Inexpressible, engine
from benchmarks.record import Answer
from optimizer.plan import check, measure

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from benchmarks.engine import Solution
    from benchmarks.instances import Instance
    from benchmarks.record import Settings
    from optimizer.portfolio.portfolio import Portfolio

START_UP = 120.0
"""Seconds for a child to import the solver and read the instance."""


def grace(seconds: float) -> float:
    """Return the seconds after the limit at which a child is killed."""
    return max(10.0, seconds / 10)


def attempt(instance: Instance, settings: Settings) -> Answer:
    """Solve one instance in a spawned child and return what became of it."""
    context = get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(
        target=_work, args=(sender, instance, settings), daemon=True
    )
    process.start()
    sender.close()
    try:
        return _listen(receiver, settings)
    finally:
        process.kill()
        process.join()
        receiver.close()


def _listen(receiver: Connection, settings: Settings) -> Answer:
    """Wait for the last word; until then keep the best value and bound.

    They count for little: nobody has checked the plan behind them.
    """
    best = Answer(status="killed", error="did not end within the limit and grace")
    begun = time.monotonic()
    deadline = begun + START_UP
    while (left := deadline - time.monotonic()) > 0:
        if not receiver.poll(left):
            break
        try:
            message = receiver.recv()
        except EOFError:
            best = replace(best, status="crashed", error="the process died")
            break
        if isinstance(message, Answer):
            return message
        if message == "ready":
            begun = time.monotonic()
            deadline = begun + settings.seconds + grace(settings.seconds)
        else:
            value, bound = message
            best = replace(
                best,
                value=best.value if value is None else value,
                bound=best.bound if bound is None else bound,
            )
    return replace(best, seconds=time.monotonic() - begun)


def _work(sender: Connection, instance: Instance, settings: Settings) -> None:
    """Read, solve and check one instance; runs in the child."""
    lock = Lock()

    def send(message: object) -> None:
        with lock:
            sender.send(message)

    try:
        solve = engine(settings.engine)
        portfolio = instance.portfolio()
        send("ready")
        begun = time.monotonic()
        found = solve(
            portfolio,
            instance.goals,
            settings,
            lambda value, bound: send((value, bound)),
        )
        seconds = time.monotonic() - begun
        send(replace(_checked(found, portfolio, instance), seconds=seconds))
    except Inexpressible as missing:
        send(Answer(status="inexpressible", error=str(missing)))
    except Exception:  # whatever went wrong is the result
        send(Answer(status="crashed", error=traceback.format_exc(limit=-3)))


def _checked(found: Solution, portfolio: Portfolio, instance: Instance) -> Answer:
    """Let the checker judge and measure the plan, whoever made it."""
    answer = Answer(status=found.status, value=found.value, bound=found.bound)
    if found.plan is None:
        return answer
    verdict = check(found.plan, portfolio)
    measured = measure(found.plan, portfolio).as_dict()[str(instance.goal)]
    return replace(
        answer,
        measured=float(measured),
        accepted=verdict.accepted,
        broken=tuple(f"{b.rule} {b.where}: {b.message}" for b in verdict.broken[:3]),
    )
