"""The role of a user in all portfolios, given and taken after they were made known.

Whoever comes has the role from the next request on: nothing keeps it but its row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.access.principal import Role
from api.storage import audit, keys
from api.storage.allowing import require
from api.storage.database import LOCK_OF_ADMINISTRATORS, lock

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from api.access.principal import Principal
    from api.storage.keys import UserRecord


def put(
    session: Session, principal: Principal, user_id: str, role: Role | None
) -> UserRecord:
    """Give a user this role in all portfolios; None takes the one they have.

    Their roles in single portfolios stay, and so do their keys.

    Raises
    ------
    NotAllowed
        If they are no administrator.
    NotFound
        If there is no such user.
    LastAdministrator
        If nobody could come as an administrator then.
    """
    require(principal, Role.ADMINISTRATOR, "set a role in all portfolios")
    # Of two administrators who take each other's role, the second is the last one.
    lock(session, LOCK_OF_ADMINISTRATORS)
    row = keys.row_of(session, user_id)
    if row.role != role:
        keys.require_another_administrator(session, row)
        row.role = role
        session.flush()
        audit.record(session, principal, "user.role", user_id, {"role": role})
    return keys.user(session, principal, user_id)
