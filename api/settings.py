"""What can be set from outside: environment variables, each with a meaning."""

from __future__ import annotations

import sys
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Self

from pydantic import (
    AfterValidator,
    AliasChoices,
    Field,
    SecretStr,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, SettingsConfigDict

from api.access.principal import Role
from api.jobs.executors.naming import EMBEDDED, known
from api.logs import LogFormat, LogLevel
from api.origins import origin, proxies

if TYPE_CHECKING:
    from collections.abc import Iterable

PREFIX = "QUARTERDECK_"
ALIKE = 0.8
"""From here on a name is taken for a setting that was misspelt; clients and scripts
may have variables of their own."""


class Settings(BaseSettings):
    """How the service runs; every field is QUARTERDECK_ and its name in capitals.

    Attributes
    ----------
    database_url
        ``DATABASE_URL``, as most hosts name it: a PostgreSQL address. An SQLite file
        in `data_folder` where left out.
    data_folder
        Where the embedded database is.
    host, port
        Where the server listens.
    servers
        Processes that take requests there, each on a core of its own; more than one
        on Linux only. Where left out 2, or 1 on one core and on other systems.
    children
        Solves at the same time; 0 for a server that leaves them to workers.
    worker_name
        By which people know who worked on a job; the name of the machine and the
        number of the process where left out.
    child_memory
        Most memory of one solve, in mebibytes.
    executor
        Who answers the many questions of one sweep: ``embedded``, the process of the
        job; ``local``, a Dask cluster on this machine; or the address of a Dask
        scheduler such as ``tcp://host:8786``.
    executor_workers
        Processes of a local cluster, each with as much memory as a solve.
    longest_solve
        Most seconds that one question may ask for.
    running_per_user, queued_per_user
        Most jobs of one user at the same time, and waiting.
    lease_seconds
        After so long without a sign of life, a job is given to another worker.
    grace_seconds
        How long a stopping server waits for what runs before it goes back to the
        queue.
    largest_body
        Most bytes of one request.
    log_format
        ``console`` for people, ``json`` for machines.
    log_level
        The least weight of what is told: debug, info, warning or error.
    public_url
        Where browsers reach the service, as ``https://plan.example.org``, where that
        is not where it listens; under https cookies are sent by https only.
    trusted_proxies
        Addresses or networks, with commas between them, of the proxies that are
        believed when they say for whom they ask, and whether by https: attempts to
        sign in are counted by these addresses.
    viewers_see_rates, viewers_see_reasons
        Whether those who may only read see rates of people and all that is made from
        them, and why somebody is away.
    pseudonyms, pseudonym_key
        Whether people's names are made into pseudonyms before anything is kept, and
        the secret under which: the same on every server, never changed, 16 characters
        at least.
    sso_issuer, sso_client_id, sso_client_secret
        The OpenID Connect provider that people sign in with, and what it knows this
        service by; needs ``pip install 'quarterdeck[sso]'`` and `public_url`.
    sso_name, sso_scope
        What the link to it says, and what it is asked for.
    sso_role_claim, sso_roles
        The claim of the provider that holds the groups of a user, and which role in
        all portfolios which group has; the greatest counts. Without groups nobody's
        role is changed.
    session_idle, session_whole
        Minutes after which a browser is signed out: without a request, and in all.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, frozen=True, extra="forbid", populate_by_name=True
    )

    database_url: SecretStr | None = Field(
        default=None,
        validation_alias=AliasChoices("DATABASE_URL", "QUARTERDECK_DATABASE_URL"),
    )
    data_folder: Path = Path("quarterdeck-data")
    host: str = "127.0.0.1"
    port: int = Field(default=8765, ge=0, le=65535)
    servers: int | None = Field(default=None, ge=1, le=64)
    children: int = Field(default=1, ge=0, le=256)
    worker_name: str | None = Field(default=None, pattern=r"^[\w.:@-]{1,100}$")
    child_memory: int = Field(default=4096, ge=512)
    executor: Annotated[str, AfterValidator(known)] = EMBEDDED
    executor_workers: int = Field(default=2, ge=1, le=256)
    longest_solve: float = Field(default=3600.0, gt=0)
    running_per_user: int = Field(default=2, ge=1)
    queued_per_user: int = Field(default=100, ge=1)
    lease_seconds: float = Field(default=30.0, ge=1)
    grace_seconds: float = Field(default=10.0, ge=0)
    largest_body: int = Field(default=32 * 2**20, ge=1024)
    log_format: LogFormat = LogFormat.CONSOLE
    log_level: LogLevel = LogLevel.INFO
    public_url: Annotated[str, AfterValidator(origin)] | None = None
    trusted_proxies: Annotated[str, AfterValidator(proxies)] = "127.0.0.1,::1"
    viewers_see_rates: bool = False
    viewers_see_reasons: bool = False
    pseudonyms: bool = False
    pseudonym_key: SecretStr | None = Field(default=None, min_length=16)
    sso_issuer: str | None = Field(default=None, pattern=r"^https?://\S+$")
    sso_client_id: str = ""
    sso_client_secret: SecretStr = SecretStr("")
    sso_name: str = "single sign-on"
    sso_scope: str = "openid profile email"
    sso_role_claim: str = "groups"
    sso_roles: dict[str, Role] = Field(default_factory=dict[str, Role])
    session_idle: int = Field(default=60, ge=1, le=60 * 24 * 7)
    session_whole: int = Field(default=12 * 60, ge=1, le=60 * 24 * 31)

    @field_validator("servers")
    @classmethod
    def _can_share(cls, servers: int | None) -> int | None:
        if servers is not None and servers > 1 and sys.platform != "linux":
            raise ValueError("only Linux shares requests among more than one")
        return servers

    @model_validator(mode="after")
    def _has_a_key(self) -> Self:
        if self.pseudonyms != (self.pseudonym_key is not None):
            raise ValueError("pseudonyms and pseudonym_key go together")
        return self

    @model_validator(mode="after")
    def _can_sign_in(self) -> Self:
        if self.sso_issuer and not (self.sso_client_id and self.public_url):
            raise ValueError("sso_issuer needs sso_client_id and public_url as well")
        return self


def misspelt(variables: Iterable[str]) -> dict[str, str]:
    """Return environment variables that look like a setting but are none → that one.

    Nothing else would say that they change nothing.
    """
    known = {name.upper() for name in Settings.model_fields}
    found = {}
    for variable in sorted(variables):
        name = variable.upper().removeprefix(PREFIX)
        if name == variable.upper() or name in known:
            continue
        if close := get_close_matches(name, known, n=1, cutoff=ALIKE):
            found[variable] = PREFIX + close[0]
    return found
