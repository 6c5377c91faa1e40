"""A process that tells what one of a solve does, without an engine and at once.

What it does is asked for by the seed of the question; see `conftest.py`.
"""

import json
import os
import signal
import sys
import time
from threading import Event, Thread

POINT = {"kind": "point", "point": {"seconds": 0.1, "tier": "net_value", "value": 7}}
STEP = {"kind": "step", "done": 0, "expected": 1, "question": "What if?"}
PLAN = {"label": "plan", "plan": {"selected": []}, "verdict": {"accepted": True}}
TIER = {"name": "net_value", "value": 7, "bound": 7, "status": "optimal"}
RESULT = json.dumps({"answer": 42, "tiers": [TIER]})
ANSWER = {"kind": "answered", "result": RESULT, "plans": [PLAN]}


def tell(message):
    print(json.dumps(message), flush=True)


def listen(stop):
    if sys.stdin.readline():
        stop.set()
        sys.stdin.readline()
    os._exit(1)


tell({"kind": "ready"})
sys.stdin.readline() or sys.exit()  # for which job it works
effort = json.loads(sys.stdin.readline() or sys.exit())["effort"]
stop = Event()
Thread(target=listen, args=(stop,), daemon=True).start()
tell(POINT)
match effort["seed"]:
    case 1:
        tell({"kind": "refused", "code": "invalid_plan", "message": "No such person."})
    case 2:
        os.kill(os.getpid(), signal.SIGKILL)
    case 3:
        time.sleep(600)
    case 4:
        stop.wait()
        tell(ANSWER)
    case 5:
        print("nonsense", flush=True)
        time.sleep(600)
    case 6:
        tell(STEP)
        tell(ANSWER)
    case 7:
        tell({**ANSWER, "final": False})
        os.kill(os.getpid(), signal.SIGKILL)
    case 8:
        tell({**ANSWER, "final": False})
        time.sleep(600)
    case 9:
        tell({**ANSWER, "plans": [PLAN, PLAN]})
    case _:
        time.sleep(effort["seconds"])
        tell(ANSWER)
os._exit(0)
