"""The fake of GOV.UK Notify on a port: its addresses, its keys, its answers."""

import json
import signal
import sys
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

from notifications_python_client.authentication import decode_jwt_token, get_token_issuer
from notifications_python_client.errors import TokenError

from ccs.embedded.lock import announced
from ccs.embedded.notify import Kept, Notify, Refused
from ccs.embedded.settings import load


class _Handler(BaseHTTPRequestHandler):
    notify: Notify

    def do_POST(self) -> None:
        told = json.loads(self.rfile.read(int(self.headers["Content-Length"] or 0)) or "{}")
        # Not Notify's: the demo's page speaks for the person here.
        if self.path == "/answers":
            self.notify.answer_to(told["number"], told["words"])
            self._say(201, {})
        else:
            self._answer(lambda: (201, self._posted(told)))

    def do_GET(self) -> None:
        self._answer(lambda: (200, self._asked()))

    def log_message(self, *args: Any) -> None:
        """Addresses hold references: nothing is logged."""

    def _posted(self, told: dict[str, Any]) -> dict[str, Any]:
        if self.path != "/v2/notifications/sms":
            raise Refused(404, "NotFound", "No such address")
        return self.notify.send(told)

    def _asked(self) -> dict[str, Any]:
        address = urlsplit(self.path)
        own = [text for text in self.notify.kept if not text.came_in]
        if address.path == "/v2/notifications":
            [wanted] = parse_qs(address.query).get("reference", [""])
            found = [_shown(text) for text in own if wanted in {"", text.reference}]
            return {"notifications": found, "links": {"current": self.path}}
        for text in own:
            if address.path == f"/v2/notifications/{text.id}":
                return _shown(text)
        raise Refused(404, "NoResultFound", "No result found")

    def _answer(self, work: Callable[[], tuple[int, dict[str, Any]]]) -> None:
        try:
            self._check_key()
            self._say(*work())
        except Refused as refused:
            self._say(refused.status, refused.body)

    def _check_key(self) -> None:
        """By the library that Notify itself checks with."""
        _scheme, _space, token = self.headers.get("Authorization", "").partition(" ")
        try:
            if get_token_issuer(token) != self.notify.service:
                raise Refused(403, "AuthError", "Invalid token: service not found")
            decode_jwt_token(token, self.notify.secret)
        except TokenError as error:
            raise Refused(403, "AuthError", "Invalid token") from error

    def _say(self, status: int, body: Mapping[str, Any]) -> None:
        said = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)


def _shown(text: Kept) -> dict[str, Any]:
    return {
        "id": text.id,
        "reference": text.reference,
        "phone_number": text.number,
        "type": "sms",
        "status": text.status,
        "body": text.body,
        "created_at": text.created_at,
    }


def server(notify: Notify, port: int) -> ThreadingHTTPServer:
    """Listens at once; answers as soon as `serve_forever` runs."""
    handler = type("Handler", (_Handler,), {"notify": notify})
    return ThreadingHTTPServer(("127.0.0.1", port), handler)


def main(folder: Path) -> None:
    """Serve a folder's site until told to stop."""
    settings = load(folder)
    notify = Notify(
        folder / "texts",
        key=settings.notify_key,
        token=settings.notify_token,
        site=lambda: announced(folder).get("address", ""),
    )
    listening = server(notify, settings.notify_port)
    # From another thread: the loop that it ends runs in this one.
    signal.signal(signal.SIGTERM, lambda number, frame: Thread(target=listening.shutdown).start())
    with listening:
        listening.serve_forever()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
