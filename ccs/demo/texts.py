"""What the demo's GOV.UK Notify was given, newest first, and what people answered."""

import json
import os
import urllib.request
from pathlib import Path

from django.conf import settings

from ccs.embedded.notify import Kept, kept_in
from ccs.ui import phones


def kept_texts(*, number: str = "") -> list[Kept]:
    """To and from everybody, or the one number, typed in any way."""
    folder = os.environ.get("CCS_TEXTS", "")
    found = kept_in(Path(folder)) if folder else []
    wanted = _kept(number)
    return [text for text in reversed(found) if wanted in {"", text.number}]


def text_of(key: str) -> Kept | None:
    return next((text for text in kept_texts() if text.id == key), None)


def answer(text: Kept, words: str) -> None:
    """Be the person who got it: Notify brings the site their words."""
    request = urllib.request.Request(  # noqa: S310 - our own fake
        f"{settings.NOTIFY_URL}/answers",
        data=json.dumps({"number": text.number, "words": words}).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=settings.NOTIFY_TIMEOUT):  # noqa: S310
        pass


def _kept(number: str) -> str:
    try:
        return phones.kept(number) if number.strip() else ""
    except phones.NotAPhoneNumber:
        return number
