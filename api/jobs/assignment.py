"""What a process of one solve is told besides the question."""

from __future__ import annotations

from api.logs import LogFormat, LogLevel
from optimizer.portfolio.base import DomainModel


class Assignment(DomainModel):
    """For which job it works, and how.

    Attributes
    ----------
    cluster
        The address of a scheduler that lends workers to sweeps; None where this
        process answers everything itself.
    """

    job: str
    worker: str
    cluster: str | None = None
    log_format: LogFormat = LogFormat.CONSOLE
    log_level: LogLevel = LogLevel.INFO
