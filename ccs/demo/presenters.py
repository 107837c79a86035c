"""What the demo's pages show."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from ccs.demo.mail import Mail
from ccs.demo.registry import Place
from ccs.embedded.notify import Kept
from ccs.ui import moments, phones


def networks(places: Iterable[Place], codes: Mapping[UUID, str]) -> list[dict[str, Any]]:
    """Each network with its people: a person once, whatever places they have there.

    `codes` are what their apps would show now.
    """
    found: dict[str, dict[str, Any]] = {}
    for place in places:
        network = found.setdefault(
            place.home, {"home": place.home, "name": place.network_name, "own": {}}
        )
        network["own"].setdefault(place.user_id, []).append(place)
    return [
        {**network, "people": [_person(own, codes) for own in network.pop("own").values()]}
        for network in found.values()
    ]


def sign_in_address(place: Place) -> str:
    return reverse("demo_sign_in", kwargs={"user_id": place.user_id, "home": place.home})


def mail_rows(mail: Iterable[Mail]) -> list[dict[str, Any]]:
    now = timezone.now()
    return [
        {
            "to": one.to,
            "subject": one.subject,
            "text": one.text,
            "when": moments.at(one.sent_at, now),
            "machine": moments.machine(one.sent_at),
            "html": reverse("demo_mail_html", kwargs={"key": one.key}) if one.html else "",
        }
        for one in mail
    ]


def text_rows(texts: Iterable[Kept]) -> list[dict[str, Any]]:
    now = timezone.now()
    return [
        {
            "number": phones.shown(one.number),
            "body": one.body,
            "came_in": one.came_in,
            "status": one.status.replace("-", " "),
            "when": moments.at(datetime.fromisoformat(one.created_at), now),
            "machine": one.created_at,
            "answer": reverse("demo_answer_text", kwargs={"key": one.id}),
        }
        for one in texts
    ]


def text_facts(text: Kept) -> dict[str, Any]:
    return {
        "from" if text.came_in else "to": text.number,
        "text": text.body,
        "status": text.status,
        "sent_at": text.created_at,
        "answer_url": reverse("demo_answer_text", kwargs={"key": text.id}),
    }


def _person(own: list[Place], codes: Mapping[UUID, str]) -> dict[str, Any]:
    first = own[0]
    where = [", ".join(dict.fromkeys(filter(None, (one.team, one.organisation)))) for one in own]
    return {
        "name": first.name,
        "email": first.email,
        "facts": [", ".join(first.roles).capitalize(), *filter(None, where)],
        "sign_in": sign_in_address(first),
        "code": codes.get(first.user_id, ""),
        "mail": f"{reverse('demo_mail')}?{urlencode({'to': first.email})}",
    }
