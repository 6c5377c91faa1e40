"""Users, their roles, and their keys: for administrators."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Body, Depends, status
from pydantic import AfterValidator, AwareDatetime, Field, PlainValidator

from api.access.caller import Caller
from api.access.keys import digest_of, new_secret
from api.access.passwords import LONGEST
from api.access.principal import Principal, Role, Scope
from api.access.signing_in import change_password
from api.routes.documents import DocumentRoute, document, text
from api.routes.permitted import Everywhere, OfUser
from api.routes.repeating import Repetition
from api.routes.views import (
    IDENTITY,
    AskedPart,
    KeyId,
    Listing,
    PortfolioId,
    UserId,
    View,
)
from api.service import Serving
from api.storage import disabling, keys, passwords, principals, roles
from api.storage.keys import KeyRecord, NewKey
from optimizer.portfolio.base import DomainModel, Id

MOST_PORTFOLIOS = 1_000
"""That one key can be bound to."""

router = APIRouter(tags=["users"], route_class=DocumentRoute)

ADDER = Everywhere(Role.ADMINISTRATOR, "add a user")
GRANTER = Everywhere(Role.ADMINISTRATOR, "grant a role")
PROMOTER = Everywhere(Role.ADMINISTRATOR, "set a role in all portfolios")
ISSUER = OfUser("issue a key for somebody else")
SETTER = OfUser("set the password of somebody else")


class NewUser(DomainModel):
    """Somebody who is to be known; `role` is that in all portfolios, if any."""

    name: Id
    role: Role | None = None


class RoleGiven(DomainModel):
    """The role of a user in one portfolio."""

    role: Role


class RoleInAll(DomainModel):
    """The role of a user in all portfolios; null for none."""

    role: Role | None


def in_utc(moment: datetime) -> datetime:
    """Return a time in UTC."""
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise ValueError("should be in the years 1 to 9999") from None


class KeyWanted(DomainModel):
    """A key that is to be made.

    Attributes
    ----------
    label
        What it is for.
    role
        Whoever comes with it has no greater role than this.
    portfolios
        The ids of the only ones that it is good for; all that the user sees where
        left out.
    expires_at
        It is no longer good from then on; a time with its zone.
    """

    label: Id
    role: Role | None = None
    portfolios: (
        Annotated[
            frozenset[Annotated[str, Field(strict=True, pattern=IDENTITY)]],
            Field(min_length=1, max_length=MOST_PORTFOLIOS),
        ]
        | None
    ) = None
    expires_at: Annotated[AwareDatetime, AfterValidator(in_utc)] | None = None


class NewPassword(DomainModel):
    """A password that is to be set.

    Attributes
    ----------
    password
        12 to 200 characters; any of them.
    present
        The one until now, where it is your own.
    """

    password: Annotated[str, Field(strict=True, max_length=LONGEST)]
    present: Annotated[str, Field(strict=True, max_length=LONGEST)] | None = None


PasswordText = Annotated[
    bytes, PlainValidator(text, json_schema_input_type=NewPassword), Body()
]
UserText = Annotated[
    bytes, PlainValidator(text, json_schema_input_type=NewUser), Body()
]
RoleText = Annotated[
    bytes, PlainValidator(text, json_schema_input_type=RoleGiven), Body()
]
RoleInAllText = Annotated[
    bytes, PlainValidator(text, json_schema_input_type=RoleInAll), Body()
]
KeyText = Annotated[
    bytes, PlainValidator(text, json_schema_input_type=KeyWanted), Body()
]


class UserView(View):
    """A user; `role` is that in all portfolios.

    Attributes
    ----------
    disabled_at
        Since when they may not come; null for somebody who may.
    """

    id: str
    name: str
    role: Role | None
    created_at: datetime
    disabled_at: datetime | None


class KeyView(View):
    """A key without the key."""

    id: str
    user_id: str
    label: str
    role: Role | None
    portfolios: tuple[str, ...] | None
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None


class KeyMade(KeyView):
    """A key that was just made.

    Attributes
    ----------
    secret
        The key, this once; null where the request is a repetition.
    """

    secret: Annotated[str | None, Field(repr=False)] = None


@router.post("/users", status_code=status.HTTP_201_CREATED)
def add_user(
    service: Serving,
    caller: Annotated[Principal, Depends(ADDER)],
    repetition: Repetition,
    content: UserText,
) -> UserView:
    """Make somebody known."""
    wanted = document(NewUser, content)
    with service.database.writing() as session:
        made = repetition.once(
            session,
            caller,
            lambda: keys.add_user(session, caller, wanted.name, wanted.role).id,
        )
        return UserView.model_validate(keys.user(session, caller, made))


@router.get("/users")
async def list_users(
    service: Serving, caller: Caller, part: AskedPart
) -> Listing[UserView]:
    """List everybody who is known."""
    found = await service.find(lambda it: keys.page_of_users(it, caller, part))
    return Listing[UserView].model_validate(found)


@router.post("/users/{user_id}/disable")
def disable_user(
    service: Serving, caller: Caller, user_id: UserId, repetition: Repetition
) -> UserView:
    """Let a user come no more: their keys are revoked, their sessions end.

    They cannot sign in until they are enabled again. Refused where nobody could come
    as an administrator then (409).
    """
    with service.database.writing() as session:
        made = repetition.once(
            session, caller, lambda: disabling.disable(session, caller, user_id).id
        )
        return UserView.model_validate(keys.user(session, caller, made))


@router.post("/users/{user_id}/enable")
def enable_user(
    service: Serving, caller: Caller, user_id: UserId, repetition: Repetition
) -> UserView:
    """Let a user come again, with their password or a new key; revoked ones stay so."""
    with service.database.writing() as session:
        made = repetition.once(
            session, caller, lambda: disabling.enable(session, caller, user_id).id
        )
        return UserView.model_validate(keys.user(session, caller, made))


@router.put("/users/{user_id}/role")
def set_role(
    service: Serving,
    caller: Annotated[Principal, Depends(PROMOTER)],
    user_id: UserId,
    content: RoleInAllText,
) -> UserView:
    """Give a user this role in all portfolios, or take the one they have with null.

    Roles in single portfolios stay. It holds from the next request on. Refused where
    nobody could come as an administrator then (409).
    """
    wanted = document(RoleInAll, content)
    with service.database.writing() as session:
        found = roles.put(session, caller, user_id, wanted.role)
    return UserView.model_validate(found)


@router.put(
    "/users/{user_id}/roles/{portfolio_id}", status_code=status.HTTP_204_NO_CONTENT
)
def give_role(
    service: Serving,
    caller: Annotated[Principal, Depends(GRANTER)],
    user_id: UserId,
    portfolio_id: PortfolioId,
    content: RoleText,
) -> None:
    """Give somebody a role in one portfolio, in place of that in all."""
    wanted = document(RoleGiven, content)
    with service.database.writing() as session:
        keys.grant(session, caller, user_id, portfolio_id, wanted.role)


@router.delete(
    "/users/{user_id}/roles/{portfolio_id}", status_code=status.HTTP_204_NO_CONTENT
)
def take_role(
    service: Serving, caller: Caller, user_id: UserId, portfolio_id: PortfolioId
) -> None:
    """Take back a role in one portfolio; that in all holds again."""
    with service.database.writing() as session:
        keys.grant(session, caller, user_id, portfolio_id, None)


@router.post("/users/{user_id}/keys", status_code=status.HTTP_201_CREATED)
def make_key(
    service: Serving,
    caller: Annotated[Principal, Depends(ISSUER)],
    user_id: UserId,
    repetition: Repetition,
    content: KeyText,
) -> KeyMade:
    """Make a key for a user, and show it this once."""
    wanted, secret = document(KeyWanted, content), new_secret()
    scope = Scope(wanted.role, wanted.portfolios, wanted.expires_at)
    new = NewKey(digest_of(secret), wanted.label, scope)
    with service.database.writing() as session:
        made = repetition.once(
            session, caller, lambda: keys.issue(session, caller, user_id, new).id
        )
        known = keys.of_user(session, caller, user_id)
        fresh = principals.authenticate(session, new.digest) is not None
    found = viewed(next(key for key in known if key.id == made))
    return KeyMade(**dict(found), secret=secret if fresh else None)


@router.get("/users/{user_id}/keys")
async def list_keys(
    service: Serving, caller: Caller, user_id: UserId, part: AskedPart
) -> Listing[KeyView]:
    """List the keys of a user; your own, or anybody's as an administrator.

    Those that are no longer good are among them.
    """
    found = await service.find(lambda it: keys.page_of_keys(it, caller, user_id, part))
    return Listing(items=tuple(map(viewed, found.items)), after=found.after)


@router.delete("/keys/{key_id}")
def revoke_key(service: Serving, caller: Caller, key_id: KeyId) -> KeyView:
    """Revoke a key: nobody can come with it any more."""
    with service.database.writing() as session:
        return viewed(keys.revoke(session, caller, key_id))


@router.put("/users/{user_id}/password", status_code=status.HTTP_204_NO_CONTENT)
def put_password(
    service: Serving,
    caller: Annotated[Principal, Depends(SETTER)],
    user_id: UserId,
    content: PasswordText,
) -> None:
    """Set a password: your own, with the present one, or anybody's as administrator.

    Whoever is signed in as that user has to sign in again.
    """
    wanted = document(NewPassword, content)
    change_password(
        service.database, caller, user_id, wanted.password, present=wanted.present
    )


@router.delete("/users/{user_id}/password", status_code=status.HTTP_204_NO_CONTENT)
def take_password(service: Serving, caller: Caller, user_id: UserId) -> None:
    """Take a password away, and end all that its user is signed in with."""
    with service.database.writing() as session:
        passwords.remove(session, caller, user_id)


def viewed(key: KeyRecord) -> KeyView:
    """Return what is told of a key."""
    named = key.scope.portfolios
    return KeyView(
        id=key.id,
        user_id=key.user_id,
        label=key.label,
        role=key.scope.role,
        portfolios=None if named is None else tuple(sorted(named)),
        created_at=key.created_at,
        expires_at=key.scope.expires_at,
        revoked_at=key.revoked_at,
    )
