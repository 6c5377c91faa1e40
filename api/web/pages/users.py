"""Users, their roles, passwords and keys: for administrators."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import Response

from api.access.keys import digest_of, new_secret
from api.access.principal import Role, Scope
from api.access.signing_in import change_password
from api.refusals import WeakPassword
from api.routes.views import IDENTITY, KeyId, UserId
from api.storage import disabling, keys, passwords, portfolios, roles
from api.storage.allowing import require
from api.storage.keys import NewKey
from api.storage.paging import Part
from api.web.looking import Look, Looking

router = APIRouter(include_in_schema=False)

Text = Annotated[str, Form(min_length=1, max_length=200)]
Given = Annotated[str, Form(pattern=f"^({'|'.join(Role)})?$")]
MOST_PORTFOLIOS = 200
"""So many portfolios a form offers to give a role in."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A key that was just made: the only time that it is shown."""

    label: str
    secret: str


@router.get("/users")
def list_users(look: Looking) -> Response:
    """Show everybody who is known."""
    with look.service.database.reading() as session:
        found = keys.users(session, look.principal)
        holders = passwords.holders(session, look.principal)
    return look.show("users/list.html", users=found, holders=holders, roles=list(Role))


@router.post("/users")
def add_user(look: Looking, name: Text, role: Given = "") -> Response:
    """Make somebody known."""
    with look.service.database.writing() as session:
        made = keys.add_user(session, look.principal, name.strip(), _role(role))
    return look.lead_to(f"/users/{made.id}")


@router.get("/users/{user_id}")
def show_user(look: Looking, user_id: UserId) -> Response:
    """Show a user with roles and keys."""
    return _user(look, user_id)


@router.post("/users/{user_id}/disable")
def disable(look: Looking, user_id: UserId) -> Response:
    """Let a user come no more."""
    with look.service.database.writing() as session:
        disabling.disable(session, look.principal, user_id)
    return look.lead_to(f"/users/{user_id}")


@router.post("/users/{user_id}/enable")
def enable(look: Looking, user_id: UserId) -> Response:
    """Let a user come again."""
    with look.service.database.writing() as session:
        disabling.enable(session, look.principal, user_id)
    return look.lead_to(f"/users/{user_id}")


@router.post("/users/{user_id}/role")
def set_role(look: Looking, user_id: UserId, role: Given = "") -> Response:
    """Give a role in all portfolios, or take it."""
    wanted = _role(role)
    with look.service.database.writing() as session:
        roles.put(session, look.principal, user_id, wanted)
    is_own = user_id == look.principal.id
    if is_own and wanted != Role.ADMINISTRATOR:
        return look.lead_to("/portfolios")  # the pages of users are theirs no more
    return look.lead_to(f"/users/{user_id}")


@router.post("/users/{user_id}/roles")
def give_role(
    look: Looking,
    user_id: UserId,
    portfolio: Annotated[str, Form(pattern=IDENTITY)],
    role: Given = "",
) -> Response:
    """Give a role in one portfolio, or take it back."""
    with look.service.database.writing() as session:
        keys.grant(session, look.principal, user_id, portfolio, _role(role))
    return look.lead_to(f"/users/{user_id}")


@router.post("/users/{user_id}/password")
def set_password(
    look: Looking, user_id: UserId, password: Annotated[str, Form(max_length=1_000)]
) -> Response:
    """Give a user a password; what they are signed in with ends."""
    require(look.principal, Role.ADMINISTRATOR, "set a password")
    try:
        change_password(look.service.database, look.principal, user_id, password)
    except WeakPassword as refusal:
        return _user(look, user_id, weak=str(refusal))
    return _user(look, user_id, password_set=True)


@router.post("/users/{user_id}/keys")
def make_key(
    look: Looking,
    user_id: UserId,
    label: Text,
    role: Given = "",
    days: Annotated[str, Form(pattern="^[0-9]{0,4}$")] = "",
) -> Response:
    """Make a key for a user, and show it this once."""
    secret = new_secret()
    scope = Scope(_role(role), None, _end(int(days)) if days else None)
    new = NewKey(digest_of(secret), label.strip(), scope)
    with look.service.database.writing() as session:
        keys.issue(session, look.principal, user_id, new)
    return _user(look, user_id, shown=Shown(label, secret))


@router.post("/users/{user_id}/keys/{key_id}/revoke")
def revoke_key(look: Looking, user_id: UserId, key_id: KeyId) -> Response:
    """Let nobody come with a key any more."""
    with look.service.database.writing() as session:
        keys.revoke(session, look.principal, key_id)
    return look.lead_to(f"/users/{user_id}")


def _user(
    look: Look,
    user_id: str,
    *,
    shown: Shown | None = None,
    weak: str = "",
    password_set: bool = False,
) -> Response:
    principal = look.principal
    with look.service.database.reading() as session:
        user = keys.user(session, principal, user_id)
        grants = keys.grants(session, principal, user_id)
        part = Part(size=MOST_PORTFOLIOS)
        listed = portfolios.page(session, principal, part).items
        of_user = keys.of_user(session, principal, user_id)
        holders = passwords.holders(session, principal)
    return look.show(
        "users/user.html",
        HTTPStatus.UNPROCESSABLE_ENTITY if weak else HTTPStatus.OK,
        user=user,
        grants=grants,
        portfolios=listed,
        keys=of_user,
        has_password=user_id in holders,
        roles=list(Role),
        shown=shown,
        weak=weak,
        password_set=password_set,
        now=datetime.now(UTC),
    )


def _role(given: str) -> Role | None:
    return Role(given) if given else None


def _end(days: int) -> datetime:
    """Return the end of the day that many days from today."""
    last = datetime.now(UTC).date() + timedelta(days=days)
    return datetime.combine(last, time(23, 59, 59), UTC)
