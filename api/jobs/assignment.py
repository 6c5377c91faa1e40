"""What a process of one solve is told besides the question."""

from __future__ import annotations

from api.logs import LogFormat, LogLevel
from optimizer.portfolio.base import DomainModel


class Assignment(DomainModel):
    """For which job it works, and how.

    Attributes
    ----------
    request
        Which request submitted the job.
    cluster
        The address of a scheduler that lends workers to sweeps; None where this
        process answers everything itself.
    """

    job: str
    worker: str
    request: str | None = None
    cluster: str | None = None
    log_format: LogFormat = LogFormat.CONSOLE
    log_level: LogLevel = LogLevel.INFO

    @property
    def subject(self) -> dict[str, str]:
        """What lines of the log are about."""
        known = {"job": self.job, "worker": self.worker, "request": self.request}
        return {name: value for name, value in known.items() if value is not None}
