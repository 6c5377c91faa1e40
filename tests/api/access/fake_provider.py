"""A small OpenID Connect provider on loopback, which can also be told to cheat."""

import json
import time
from base64 import urlsafe_b64encode
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

CLIENT, SECRET = "quarterdeck", "a secret that both sides share"


class Provider:
    """Who is signed in, what is asked, and how the next ID token is wrong, if at all."""

    def __init__(self):
        self.key = RSAKey.generate_key(2048, {"kid": "one", "use": "sig"})
        self.claims = {"sub": "ada-1", "name": "Ada", "groups": ["pmo"]}
        self.changes = {}
        self.header = {"alg": "RS256", "kid": "one"}
        self.signed_with = self.key
        self.called = None
        self.fails = False
        self.asked = {}

    @property
    def issuer(self):
        return self.called or self.address

    def sign_in(self, address):
        """Sign somebody in as a browser does that is sent here; return where it goes."""
        asked = {
            name: value for name, (value,) in parse_qs(urlsplit(address).query).items()
        }
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        self.asked["code-1"] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': 'code-1', 'state': asked['state']})}"

    def token(self, form, authorization):
        """Return the answer to a code."""
        asked = self.asked.pop(form["code"][0], None)
        verifier = form.get("code_verifier", [""])[0].encode()
        challenge = urlsafe_b64encode(sha256(verifier).digest()).rstrip(b"=").decode()
        if asked is None or challenge != asked["code_challenge"] or not authorization:
            return 400, {"error": "invalid_grant"}
        now = int(time.time())
        claims = {
            "iss": self.address,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": asked["nonce"],
        }
        claims |= self.claims | self.changes
        claims = {name: value for name, value in claims.items() if value is not None}
        algorithms = [self.header["alg"]]
        id_token = jwt.encode(
            self.header, claims, self.signed_with, algorithms=algorithms
        )
        return 200, {"access_token": "x", "token_type": "Bearer", "id_token": id_token}

    def described(self):
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/keys",
        }


def stranger_key():
    """Return a key that the provider does not have, under the name of one that it has."""
    return RSAKey.generate_key(2048, {"kid": "one", "use": "sig"})


def shared_key():
    """Return the secret of the client as a key, as in an attack on the algorithm."""
    return OctKey.import_key(SECRET)


@contextmanager
def running():
    """Yield a provider that answers on a port of this machine."""
    provider = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            found = {
                "/.well-known/openid-configuration": provider.described,
                "/keys": lambda: {"keys": [provider.key.as_dict(private=False)]},
            }[self.path]
            self.answer(503 if provider.fails else 200, found())

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self.answer(*provider.token(parse_qs(body), self.headers["Authorization"]))

        def answer(self, status, content):
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(content).encode())

        def log_message(self, *_):
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.address = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
