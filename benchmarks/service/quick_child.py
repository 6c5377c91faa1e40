"""A process that tells what one of a solve does, without an engine: it only waits.

So that a trial of the queue is one of the queue. It is asked as `api.jobs.child` is.
"""

from __future__ import annotations

import json
import os
import sys
import time
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

POINT = {"kind": "point", "point": {"seconds": 0.1, "tier": "net_value", "value": 7}}
PLAN = {"label": "plan", "plan": {"selected": []}, "verdict": {"accepted": True}}
ANSWER = {"kind": "answered", "result": '{"answer": 42}', "plans": [PLAN]}


def main() -> None:
    """Wait for as many seconds as the question allows, and answer."""
    _tell({"kind": "ready"})
    sys.stdin.readline()  # for which job it works
    question = sys.stdin.readline()
    if question:
        Thread(target=_end_when_alone, daemon=True).start()
        _tell(POINT)
        time.sleep(json.loads(question)["effort"]["seconds"])
        _tell(ANSWER)
    os._exit(0)


def _tell(message: Mapping[str, object]) -> None:
    print(json.dumps(message), flush=True)


def _end_when_alone() -> None:
    while sys.stdin.readline():
        pass
    os._exit(1)


if __name__ == "__main__":
    main()
