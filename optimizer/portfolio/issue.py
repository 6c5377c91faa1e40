"""One thing that is wrong, or worth knowing, with its place and its remedy."""

from __future__ import annotations

from enum import StrEnum

from optimizer.portfolio.base import DomainModel


class Severity(StrEnum):
    """Whether an issue stops the work."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Issue(DomainModel):
    """What is wrong, where, what was found and what would be right.

    Attributes
    ----------
    code
        A stable machine-readable name, such as ``unknown_reference``.
    where
        The path of the thing: ``projects/AI/packages/AI2/demands/ML``, or
        ``Engineers!C7`` for a cell of a workbook.
    message
        One sentence that names the thing, says what was found and what would
        be right.
    """

    code: str
    where: str
    message: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        """Return the issue as one line."""
        return f"{self.where}: {self.message} [{self.code}]"
