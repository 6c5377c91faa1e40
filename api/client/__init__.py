"""A client of the service in Python: typed, patient, and without an engine.

It needs nothing of the server's: where it is installed, `fastapi` and the database are
not loaded, and the engine only if it is asked for besides.
"""

from api.client.answers import JobState, JobView, Stored
from api.client.errors import (
    Busy,
    ClientError,
    Conflicting,
    Invalid,
    KeyNeeded,
    NoAnswer,
    NotAllowed,
    NotFound,
    Problem,
    Refused,
    ServiceFault,
    Unreachable,
    VersionMoved,
)
from api.client.jobs import Job, JobEvent
from api.client.quarterdeck import Quarterdeck
from api.client.terms import About, Effort, Terms

__all__ = [
    "About",
    "Busy",
    "ClientError",
    "Conflicting",
    "Effort",
    "Invalid",
    "Job",
    "JobEvent",
    "JobState",
    "JobView",
    "KeyNeeded",
    "NoAnswer",
    "NotAllowed",
    "NotFound",
    "Problem",
    "Quarterdeck",
    "Refused",
    "ServiceFault",
    "Stored",
    "Terms",
    "Unreachable",
    "VersionMoved",
]
