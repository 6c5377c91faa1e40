"""Who did what, for administrators."""

from datetime import datetime
from typing import Any

from fastapi import APIRouter

from api.access.caller import Caller
from api.routes.views import AskedNumberedPart, View
from api.service import Serving
from api.storage import audit

router = APIRouter(tags=["users"])


class AuditEntry(View):
    """Something that somebody did.

    Attributes
    ----------
    subject
        The id of what it was done to.
    hash
        Of the entry and, through the one before, of all entries until then.
    """

    number: int
    at: datetime
    user_id: str
    action: str
    subject: str
    detail: dict[str, Any]
    hash: str


class AuditEntries(View):
    """A part of the log, the newest first.

    Attributes
    ----------
    after
        The cursor of the next part, for the parameter of the same name; null where
        there is no more.
    """

    items: tuple[AuditEntry, ...]
    after: int | None


@router.get("/audit")
async def read_audit_log(
    service: Serving, caller: Caller, part: AskedNumberedPart
) -> AuditEntries:
    """Read who did what, the newest first; for administrators."""
    items, further = await service.find(
        lambda it: audit.page(it, caller, part.after, part.size)
    )
    return AuditEntries(
        items=tuple(map(AuditEntry.model_validate, items)), after=further
    )
