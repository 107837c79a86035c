"""Somebody at the public page of a service, with nothing but a browser."""

import re
from typing import Any

from django.http import HttpResponse
from django.test import Client

from organisations.directory.actions import ServiceDetails, create_service, publish_service
from organisations.directory.models import Service
from tests.world import World


def offer(world: World, name: str = "Pantry", **details: Any) -> Service:
    """A public service of the advice line that takes requests from people themselves."""
    whole = {
        "needs": ["food", "debt"],
        "description": "Food for three days.",
        "audience": "public",
        "self_referral": True,
        "information_needed": ["dietary_needs"],
        **details,
    }
    with world.acting("manager") as actor:
        service = create_service(
            actor=actor,
            team_id=world.advice_line.pk,
            details=ServiceDetails(name=name, **whole),
        )
        publish_service(actor=actor, service_id=service.pk)
    return service


def page_of(world: World, service: Service, query: str = "") -> str:
    return f"/find-help/{world.network.slug}/services/{service.pk}/ask/{query}"


def key_in(answer: HttpResponse) -> str:
    return re.search(r'name="form" value="([^"]+)"', answer.content.decode())[1]


def typed(key: str, **changes: Any) -> dict[str, Any]:
    return {
        "form": key,
        "name": "Amina",
        "phone": "020 7946 0018",
        "safe_to": ["call", "text"],
        "contact_notes": "Not after six",
        "postcode": "e1 4ns",
        "story": "The cupboard is empty.",
        "needs": ["food"],
        "urgency": "today",
        "answer_dietary_needs": "No pork",
        "agree": "on",
        **changes,
    }


def ask(world: World, service: Service, query: str = "", **changes: Any) -> HttpResponse:
    """The page opened, filled in and sent."""
    browser, page = Client(), page_of(world, service, query)
    return browser.post(page, typed(key_in(browser.get(page)), **changes))


def words_of(answer: HttpResponse) -> str:
    """As read: without tags, in one line."""
    text = re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", answer.content.decode(), flags=re.DOTALL)
    return " ".join(text.replace("&#39;", "'").split())
