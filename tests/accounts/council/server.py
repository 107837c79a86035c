"""A council's server of our own, which speaks the real protocol and lies where it is told to."""

import json
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from django.utils import timezone
from jwt.algorithms import ECAlgorithm, RSAAlgorithm

CLIENT, SECRET = "referrals", "a made-up: secret/of theirs"
SUBJECT = "8d1f-42"


@cache
def key(name: str) -> Any:
    """The same for a name in one run: making them is slow."""
    if name == "curve":
        return ec.generate_private_key(ec.SECP256R1())
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def public(name: str) -> dict[str, Any]:
    algorithm = ECAlgorithm if name == "curve" else RSAAlgorithm
    told = json.loads(algorithm.to_jwk(key(name).public_key()))
    return {**told, "kid": name, "use": "sig"}


def public_pem(name: str) -> bytes:
    kind = serialization.PublicFormat.SubjectPublicKeyInfo
    return key(name).public_key().public_bytes(serialization.Encoding.PEM, kind)


@dataclass
class Server:
    """By itself it is honest. What is put into a field takes the place of what is right."""

    address: str
    claims: dict[str, Any] = field(default_factory=dict)
    header: dict[str, Any] = field(default_factory=lambda: {"kid": "first"})
    signed_by: Any = None
    algorithm: str = "RS256"
    keys: list[dict[str, Any]] = field(default_factory=lambda: [public("first"), public("second")])
    discovery: dict[str, Any] = field(default_factory=dict)
    answer: dict[str, str] = field(default_factory=dict)
    pages: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    waiting: dict[str, dict[str, str]] = field(default_factory=dict)

    def signs_in(self, address: str) -> str:
        """Somebody went to the address, and signed in: where their browser goes then."""
        query = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        self.waiting["a-code"] = query
        answer = {"code": "a-code", "state": query["state"], **self.answer}
        return f"{query['redirect_uri']}?{urlencode(answer)}"

    def page(self, path: str) -> tuple[int, bytes]:
        self.asked.append(path)
        if path in self.pages:
            return self.pages[path]
        told = {
            "/.well-known/openid-configuration": self._discovery,
            "/keys": lambda: {"keys": self.keys},
        }[path]()
        return 200, json.dumps(told).encode()

    def token(self, form: dict[str, str], authorization: str) -> tuple[int, bytes]:
        """Only for who shows the secret, what was asked with, and a code that was not used."""
        self.asked.append("/token")
        if "/token" in self.pages:
            return self.pages["/token"]
        query = self.waiting.pop(form["code"], {})
        challenge = urlsafe_b64encode(sha256(form["code_verifier"].encode()).digest())
        honest = (
            b64decode(authorization.removeprefix("Basic ")).decode()
            == "referrals:a%20made-up%3A%20secret%2Fof%20theirs"
            and query.get("code_challenge") == challenge.rstrip(b"=").decode()
            and query.get("code_challenge_method") == "S256"
            and query.get("redirect_uri") == form["redirect_uri"]
        )
        if not honest:
            return 400, b'{"error": "invalid_grant"}'
        answer = {"token_type": "Bearer", "access_token": "x", "id_token": self._token(query)}
        return 200, json.dumps(answer).encode()

    def _discovery(self) -> dict[str, Any]:
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/keys",
            **self.discovery,
        }

    def _token(self, query: dict[str, str]) -> str:
        now = int(timezone.now().timestamp())
        honest = {
            "iss": self.address,
            "aud": query["client_id"],
            "sub": SUBJECT,
            "nonce": query["nonce"],
            "iat": now,
            "exp": now + 300,
            "email": "amal@example.org",
            "email_verified": True,
        }
        told = {**honest, **self.claims}
        claims = {name: value for name, value in told.items() if value is not None}
        headers = {name: value for name, value in self.header.items() if value}
        by = key("first") if self.signed_by is None else self.signed_by
        return jwt.encode(claims, by, algorithm=self.algorithm, headers=headers)


@contextmanager
def running() -> Iterator[Server]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._send(*server.page(self.path))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = {name: values[0] for name, values in parse_qs(body).items()}
            self._send(*server.token(form, self.headers.get("Authorization", "")))

        def _send(self, status: int, body: bytes) -> None:
            self.send_response(status)
            if status == 302:
                self.send_header("Location", body.decode())
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: Any) -> None:
            """Nothing on the screen."""

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    listening.daemon_threads = True
    server = Server(address=f"http://127.0.0.1:{listening.server_port}")
    Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield server
    listening.shutdown()
    listening.server_close()
