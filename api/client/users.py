"""Users, their roles and their keys, for administrators."""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson

from api.client.answers import AuditEntry, KeyMade, KeyView, UserView
from api.client.listing import every
from api.client.terms import without_none

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from api.access.principal import Role
    from api.client.connection import Connection


class Users:
    """Who may do what."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, name: str, role: Role | None = None) -> UserView:
        """Make somebody known; `role` is that in all portfolios, if any."""
        content = orjson.dumps({"name": name, "role": role})
        answer = self._connection.send("POST", "/v1/users", content)
        return UserView.model_validate_json(answer.content)

    def every(self) -> Iterator[UserView]:
        """Yield everybody who is known, the newest first."""
        return every(self._connection, "/v1/users", UserView)

    def disable(self, user_id: str) -> UserView:
        """Let somebody come no more: their keys are revoked, their sessions end."""
        answer = self._connection.send("POST", f"/v1/users/{user_id}/disable")
        return UserView.model_validate_json(answer.content)

    def enable(self, user_id: str) -> UserView:
        """Let somebody come again, with their password or a new key."""
        answer = self._connection.send("POST", f"/v1/users/{user_id}/enable")
        return UserView.model_validate_json(answer.content)

    def set_role(self, user_id: str, role: Role | None) -> UserView:
        """Give somebody this role in all portfolios; None takes the one they have."""
        path = f"/v1/users/{user_id}/role"
        answer = self._connection.send("PUT", path, orjson.dumps({"role": role}))
        return UserView.model_validate_json(answer.content)

    def give_role(self, user_id: str, portfolio_id: str, role: Role) -> None:
        """Give somebody a role in one portfolio, in place of that in all."""
        path = f"/v1/users/{user_id}/roles/{portfolio_id}"
        self._connection.send("PUT", path, orjson.dumps({"role": role}))

    def take_role(self, user_id: str, portfolio_id: str) -> None:
        """Take back a role in one portfolio; that in all holds again."""
        path = f"/v1/users/{user_id}/roles/{portfolio_id}"
        self._connection.send("DELETE", path)

    def make_key(
        self,
        user_id: str,
        label: str,
        role: Role | None = None,
        portfolios: Sequence[str] | None = None,
        expires_at: datetime | None = None,
    ) -> KeyMade:
        """Make a key for somebody; `secret` of the answer is shown this once.

        Parameters
        ----------
        role
            Whoever comes with the key has no greater role than this.
        portfolios
            The only ones that it is good for; all that they see where left out.
        """
        wanted = {
            "label": label,
            "role": role,
            "portfolios": portfolios,
            "expires_at": expires_at,
        }
        path = f"/v1/users/{user_id}/keys"
        answer = self._connection.send("POST", path, orjson.dumps(wanted))
        return KeyMade.model_validate_json(answer.content)

    def keys(self, user_id: str) -> Iterator[KeyView]:
        """Yield the keys of a user, also those that are no longer good."""
        return every(self._connection, f"/v1/users/{user_id}/keys", KeyView)

    def revoke_key(self, key_id: str) -> KeyView:
        """Let nobody come with a key any more."""
        answer = self._connection.send("DELETE", f"/v1/keys/{key_id}")
        return KeyView.model_validate_json(answer.content)

    def set_password(
        self, user_id: str, password: str, present: str | None = None
    ) -> None:
        """Give somebody a password to sign in to the pages with.

        Parameters
        ----------
        present
            The one until now, where it is your own. It is shown once: where the answer
            is lost, either of the two may hold.
        """
        said = without_none({"password": password, "present": present})
        path = f"/v1/users/{user_id}/password"
        content = orjson.dumps(said)
        self._connection.send("PUT", path, content, once=present is not None)

    def take_password(self, user_id: str) -> None:
        """Let somebody sign in with a password no more."""
        self._connection.send("DELETE", f"/v1/users/{user_id}/password")

    def audit_log(self) -> Iterator[AuditEntry]:
        """Yield who did what, the newest first."""
        return every(self._connection, "/v1/audit", AuditEntry)
