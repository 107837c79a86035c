"""GOV.UK Notify as far as we use it: keeps the texts it is given in a folder, sends nothing on.

Afterwards it calls the site as Notify does: with a receipt, and with what somebody answers.
"""

import json
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread
from typing import Any
from uuid import uuid4

OUR_NUMBER = "447700900888"
# Notify's own numbers for trying out what may go wrong.
FAILING = {"+447700900002": "permanent-failure", "+447700900003": "temporary-failure"}
LONGEST = 918
CALLS_AGAIN_AFTER = (0, 1, 5)  # seconds


@dataclass(frozen=True)
class Kept:
    """A text that went out, or came in as the answer to one."""

    id: str
    number: str
    body: str
    created_at: str
    reference: str = ""
    status: str = ""
    came_in: bool = False


class Refused(Exception):
    """An answer of Notify's that is no success."""

    def __init__(self, status: int, error: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.body = {"status_code": status, "errors": [{"error": error, "message": message}]}


class Notify:
    """`trouble` is the status that every text is refused with.

    With `hold` it keeps who sends one waiting for the answer until `go_on()`.
    """

    def __init__(self, folder: Path, *, key: str, token: str, site: Callable[[], str]) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.token, self.site = folder, token, site
        self.service, self.secret = key[-73:-37], key[-36:]
        self.trouble = 0
        self.hold = False
        self.approached, self.answering = Event(), Event()

    @property
    def kept(self) -> list[Kept]:
        """Everything, oldest first."""
        return kept_in(self.folder)

    def send(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Take a text, and then call the site."""
        if self.trouble:
            raise Refused(self.trouble, "Trouble", "As the test wants it")
        body = (asked.get("personalisation") or {}).get("body")
        number = str(asked.get("phone_number", ""))
        if not body or len(body) > LONGEST:
            raise Refused(400, "BadRequestError", "Missing personalisation: body, or too long")
        # As a service that may send no texts abroad.
        if not number.startswith("+447"):
            raise Refused(400, "BadRequestError", "Cannot send to international mobile numbers")
        reference = str(asked.get("reference", ""))
        text = Kept(str(uuid4()), number, body, _now(), reference, "sending")
        self._keep(text)
        if self.hold:
            self.approached.set()
            self.answering.wait()
        Thread(target=self._deliver, args=[text], daemon=True).start()
        return {
            "id": text.id,
            "reference": text.reference,
            "content": {"body": text.body, "from_number": OUR_NUMBER},
            "uri": f"/v2/notifications/{text.id}",
            "template": {"id": asked.get("template_id"), "version": 1, "uri": ""},
            "scheduled_for": None,
        }

    def answer_to(self, number: str, words: str) -> None:
        """Be the person who answers: the site is told of it."""
        text = Kept(str(uuid4()), number, words, _now(), came_in=True)
        self._keep(text)
        Thread(target=self._call, args=["received", self.received(text)], daemon=True).start()

    def receipt(self, text: Kept, status: str) -> dict[str, Any]:
        """What Notify tells of a text's end."""
        return {
            "id": text.id,
            "reference": text.reference,
            "to": text.number,
            "status": status,
            "created_at": text.created_at,
            "completed_at": _now(),
            "sent_at": text.created_at,
            "notification_type": "sms",
            "template_id": str(uuid4()),
            "template_version": 1,
        }

    def received(self, text: Kept) -> dict[str, Any]:
        """What Notify tells of a text that came in."""
        return {
            "id": text.id,
            "source_number": text.number.removeprefix("+"),
            "destination_number": OUR_NUMBER,
            "message": text.body,
            "date_received": text.created_at,
        }

    def go_on(self) -> None:
        """Keep nobody waiting from now on."""
        self.hold = False
        self.answering.set()

    def _deliver(self, text: Kept) -> None:
        status = FAILING.get(text.number, "delivered")
        self._keep(Kept(**{**asdict(text), "status": status}))
        self._call("receipt", self.receipt(text, status))

    def _keep(self, text: Kept) -> None:
        # Under its name only when it is whole: others read the folder at any moment.
        half = self.folder / f"{text.id}.half"
        half.write_text(json.dumps(asdict(text)))
        half.rename(self.folder / f"{text.id}.json")

    def _call(self, name: str, told: Mapping[str, Any]) -> None:
        """A site that is not there, or fails, is called again, as by Notify."""
        for seconds in CALLS_AGAIN_AFTER:
            time.sleep(seconds)
            if not (site := self.site()):
                continue
            request = urllib.request.Request(  # noqa: S310 - our own site
                f"{site}/notify/{name}/",
                data=json.dumps(told).encode(),
                headers={
                    "Authorization": f"Bearer {self.token}",
                    "Content-Type": "application/json",
                },
            )
            try:
                with urllib.request.urlopen(request, timeout=10):  # noqa: S310
                    return
            except (urllib.error.URLError, OSError) as error:
                print(f"{name} was not taken: {error}", file=sys.stderr, flush=True)


def kept_in(folder: Path) -> list[Kept]:
    """All texts of a folder, oldest first."""
    if not folder.is_dir():
        return []
    found = [Kept(**json.loads(file.read_text())) for file in folder.glob("*.json")]
    return sorted(found, key=lambda text: text.created_at)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
