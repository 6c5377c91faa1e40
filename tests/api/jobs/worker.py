"""A supervisor in a process of its own, to be killed: `worker.py ADDRESS`."""

import sys
from pathlib import Path
from time import sleep

from api.jobs import process
from api.jobs.supervisor import Supervisor
from api.settings import Settings
from api.storage.database import Database

process.CHILD = (str(Path(__file__).with_name("quick_process.py")),)
settings = Settings(children=2, lease_seconds=1, running_per_user=9)
Supervisor(Database.at(sys.argv[1]), settings).start()
while True:
    sleep(60)
