"""What GOV.UK Notify calls: a receipt for a text of ours, and a text that came in.

No session and no cookie: it shows the token that its settings hold.
"""

import json
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.dateparse import parse_datetime
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from ccs.texts.actions import take_receipt, take_text

View = Callable[[HttpRequest], HttpResponse]
# A text is 918 characters at most, and its envelope a few hundred.
LARGEST = 16 * 1024


class NotFromNotify(Exception):
    """What was sent is not what Notify sends."""


def _shows_a_token(shown: str) -> bool:
    """The newest or an older one, while Notify is told: of a comma between them each holds."""
    tokens = [one.strip() for one in settings.NOTIFY_CALLBACK_TOKEN.split(",") if one.strip()]
    return True in [constant_time_compare(shown, f"Bearer {token}") for token in tokens]


def called_by_notify(view: View) -> View:
    """With our token and in Notify's words, or not at all. Without a token all is refused."""

    @csrf_exempt
    @require_POST
    @wraps(view)
    def checked(request: HttpRequest) -> HttpResponse:
        if not _shows_a_token(request.headers.get("Authorization", "")):
            return HttpResponse(status=403)
        try:
            return view(request)
        except NotFromNotify:
            return HttpResponse(status=400)

    return checked


@called_by_notify
def receipt(request: HttpRequest) -> HttpResponse:
    """404 for a text that is none of ours: Notify is then set up with another site's address."""
    told = _told(request, "reference", "status")
    try:
        reference = UUID(told["reference"])
    except ValueError:
        return HttpResponse(status=404)
    known = take_receipt(reference=reference, status=told["status"])
    return HttpResponse(status=200 if known else 404)


@called_by_notify
def received(request: HttpRequest) -> HttpResponse:
    """Always 200 once it is read, also from a stranger: Notify would bring it again."""
    told = _told(request, "id", "source_number", "message")
    try:
        notify_id = UUID(told["id"])
    except ValueError:
        raise NotFromNotify from None
    take_text(
        notify_id=notify_id,
        number=told["source_number"],
        words=told["message"],
        at=_moment(told.get("date_received", "")),
    )
    return HttpResponse(status=200)


def _moment(text: str) -> datetime:
    try:
        moment = parse_datetime(text)
    except ValueError:
        moment = None
    return moment if moment and moment.tzinfo else timezone.now()


def _told(request: HttpRequest, *names: str) -> dict[str, str]:
    if len(request.body) > LARGEST:
        raise NotFromNotify
    try:
        told = json.loads(request.body)
    except ValueError:
        raise NotFromNotify from None
    if not isinstance(told, dict):
        raise NotFromNotify
    found = {name: value for name, value in told.items() if isinstance(value, str)}
    if any(name not in found for name in names):
        raise NotFromNotify
    return found
