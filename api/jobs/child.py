"""The process of one solve: asked on standard input, it answers on standard output.

It is started before it is needed, because loading the engine takes seconds. It gives
the rest of the machine precedence, keeps a limit of memory, and ends when whoever
started it is gone.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING, BinaryIO

from api.jobs.precedence import give_way
from api.loading import loading

if TYPE_CHECKING:
    from api.jobs.messages import Message
    from optimizer.plan.outcome import Point
    from scenarios.asking import Step

MEBIBYTE = 2**20


def main() -> None:
    """Keep the limits, load the engine, answer one question, and end."""
    _keep_limits(int(sys.argv[1]) * MEBIBYTE)
    with _answers() as out:
        _serve(sys.stdin.buffer, out)
    # A solver's threads may still be running down; nothing is left to clean up.
    os._exit(0)


def _keep_limits(memory: int) -> None:
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    if most != resource.RLIM_INFINITY:
        memory = min(memory, most)
    # What is reserved but never written does not count: threads reserve much.
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    give_way()


def _answers() -> BinaryIO:
    """Return standard output, which nobody else writes to any more."""
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return out


def _serve(questions: BinaryIO, out: BinaryIO) -> None:
    with loading():
        from pydantic import TypeAdapter  # noqa: PLC0415 - within the limit of memory

        from api import logs  # noqa: PLC0415
        from api.jobs.answering import answer  # noqa: PLC0415
        from api.jobs.assignment import Assignment  # noqa: PLC0415
        from api.jobs.executors.choosing import executor_at  # noqa: PLC0415
        from api.jobs.messages import Improved, Ready, Stepped  # noqa: PLC0415
        from api.jobs.questions import Question  # noqa: PLC0415
        from optimizer.plan.effort import Control  # noqa: PLC0415

    read: TypeAdapter[Question] = TypeAdapter(Question)
    telling = Lock()

    def tell(message: Message) -> None:
        with telling:
            out.write(message.model_dump_json().encode() + b"\n")
            out.flush()

    def improved(point: Point) -> None:
        tell(Improved(point=point))

    def stepped(step: Step) -> None:
        tell(Stepped(done=step.done, expected=step.expected, question=step.question))

    tell(Ready())
    line, question = questions.readline(), questions.readline()
    if not question.endswith(b"\n"):
        return
    assignment = Assignment.model_validate_json(line)
    logs.begin(assignment.log_format, assignment.log_level)
    control = Control(watch=improved)
    Thread(target=_listen, args=(questions, control.stop), daemon=True).start()
    with logs.about(**assignment.subject):
        executor = executor_at(assignment.cluster)
        asked = read.validate_json(question)
        tell(answer(asked, control, stepped, executor, tell))


def _listen(questions: BinaryIO, stop: Event) -> None:
    """Stop the search when told to; end at once when there is nobody to tell."""
    if questions.readline():
        stop.set()
        questions.readline()
    os._exit(1)


if __name__ == "__main__":
    main()
