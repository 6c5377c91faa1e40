"""An OpenID Connect provider: where people sign in, and what it says of them.

The code flow with PKCE, a state that only the browser that began it holds, and a nonce;
see RFC 6749, RFC 7636 and OpenID Connect Core 1.0. Needs the extra ``sso``.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import httpx2
from authlib.integrations.base_client import OAuthError
from authlib.integrations.httpx_client import OAuth2Client
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from api.refusals import ProviderFailed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from api.access.principal import Role
    from api.settings import Settings

ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA"]
"""Signatures with a key of the provider's own; none with a secret that is shared."""
SECONDS = 10.0
"""How long the provider may take for one answer."""
LEEWAY = 60
"""Seconds by which clocks may differ."""
NAMES = ("name", "preferred_username", "email", "sub")
"""Claims by which somebody is called; the first that there is."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Begun:
    """What a sign-in that has begun is known by when the browser comes back."""

    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, slots=True)
class Somebody:
    """Who signed in, as the provider tells.

    Attributes
    ----------
    subject
        What the provider never calls anybody else.
    groups
        What roles are made from.
    """

    subject: str
    name: str
    groups: frozenset[str]

    def role(self, roles: Mapping[str, Role]) -> Role | None:
        """Return the greatest role of the groups; None where none has one."""
        found = [role for group, role in roles.items() if group in self.groups]
        return max(found, key=list(type(found[0])).index) if found else None


@dataclass(frozen=True, slots=True)
class Provider:
    """The provider of the settings, as it describes itself."""

    settings: Settings
    described: Mapping[str, Any]

    @classmethod
    def discover(cls, settings: Settings) -> Self:
        """Return the provider as it describes itself now.

        Raises
        ------
        ProviderFailed
            If it does not answer, or calls itself something else.
        """
        issuer = str(settings.sso_issuer)
        address = f"{issuer.rstrip('/')}/.well-known/openid-configuration"
        described = fetched(address)
        if described.get("issuer") != issuer:
            _log.error("The provider calls itself %r", described.get("issuer"))
            raise ProviderFailed
        return cls(settings, described)

    @property
    def back(self) -> str:
        """Where it sends browsers back to."""
        return f"{self.settings.public_url}/sign-in/provider/back"

    def address(self, begun: Begun) -> str:
        """Return where a browser signs in."""
        with self._client() as client:
            address, _ = client.create_authorization_url(
                self.described["authorization_endpoint"],
                state=begun.state,
                nonce=begun.nonce,
                code_verifier=begun.verifier,
            )
        return str(address)

    def somebody(self, code: str, begun: Begun) -> Somebody:
        """Return who has signed in, by the code that their browser brings back.

        Raises
        ------
        ProviderFailed
            If the provider does not know the code, or what it says is not signed by
            it, not for us, not of this sign-in, or over.
        """
        try:
            with self._client() as client:
                token = client.fetch_token(
                    self.described["token_endpoint"],
                    grant_type="authorization_code",
                    code=code,
                    code_verifier=begun.verifier,
                )
            return self._claimed(token["id_token"], begun)
        except (OAuthError, JoseError, httpx2.HTTPError, KeyError, ValueError) as error:
            _log.warning("A sign-in with the provider failed", exc_info=error)
            raise ProviderFailed from None

    def _claimed(self, id_token: str, begun: Begun) -> Somebody:
        keys = KeySet.import_key_set(fetched(self.described["jwks_uri"]))
        read = jwt.decode(id_token, keys, algorithms=ALGORITHMS)
        claims = CodeIDToken(
            read.claims,
            read.header,
            options={
                "iss": {"essential": True, "value": self.settings.sso_issuer},
                "aud": {"essential": True, "value": self.settings.sso_client_id},
            },
            params={"nonce": begun.nonce, "client_id": self.settings.sso_client_id},
        )
        claims.validate(leeway=LEEWAY)
        groups = claims.get(self.settings.sso_role_claim) or []
        return Somebody(
            subject=str(claims["sub"]),
            name=next(str(claims[name]) for name in NAMES if claims.get(name)),
            groups=frozenset([groups] if isinstance(groups, str) else map(str, groups)),
        )

    def _client(self) -> OAuth2Client:
        secret = self.settings.sso_client_secret.get_secret_value()
        return OAuth2Client(
            client_id=self.settings.sso_client_id,
            client_secret=secret or None,
            token_endpoint_auth_method="client_secret_basic" if secret else "none",
            scope=self.settings.sso_scope,
            redirect_uri=self.back,
            code_challenge_method="S256",
            timeout=SECONDS,
        )


def fetched(address: str) -> Any:  # noqa: ANN401 - JSON
    """Return the JSON at an address of the provider.

    Raises
    ------
    ProviderFailed
        If there is none.
    """
    try:
        answer = httpx2.get(address, timeout=SECONDS)
        return answer.raise_for_status().json()
    except (httpx2.HTTPError, ValueError) as error:
        _log.warning("The provider does not answer at %s", address, exc_info=error)
        raise ProviderFailed from None
