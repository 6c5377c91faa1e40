"""`quarterdeck worker` with processes that need no engine: `worker.py ADDRESS`."""

import sys
from pathlib import Path

from api.cli.working import run
from api.jobs import process, queue, supervisor

queue.MOST_ATTEMPTS = 1_000  # whoever kills them, and however slow they are
supervisor.LEAST_PATIENCE = 200.0
process.CHILD = (str(Path(__file__).with_name("quick_process.py")),)
run(
    {
        "database_url": sys.argv[1],
        "children": 2,
        "running_per_user": 9,
        "log_format": "json",
    }
)
