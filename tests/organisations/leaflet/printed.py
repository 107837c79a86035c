"""Services for everybody, and a leaflet read back as a reader's software reads it."""

from io import BytesIO
from typing import Any

from django.http import HttpResponse
from django.test import Client
from pypdf import PdfReader

from organisations.directory.actions import (
    Reach,
    Served,
    ServiceDetails,
    create_service,
    publish_service,
)
from organisations.directory.models import Service
from tests.world import World


def offer(world: World, name: str = "Saturday pantry", **details: Any) -> Service:
    """A published service for everybody, of the advice line."""
    whole = {
        "needs": ["food"],
        "description": "Food for three days. Bring a bag.",
        "audience": "public",
        "areas": [Served("network")],
        "contacts": [Reach("public", phone="+442079460018")],
        **details,
    }
    with world.acting("manager") as actor:
        service = create_service(
            actor=actor,
            team_id=world.advice_line.pk,
            details=ServiceDetails(name=name, **whole),
        )
        return publish_service(actor=actor, service_id=service.pk) or service


def asked(world: World, query: str = "") -> HttpResponse:
    return Client().get(f"/find-help/{world.network.slug}/leaflet.pdf?{query}")


def read(answer: HttpResponse) -> PdfReader:
    assert answer.headers["Content-Type"] == "application/pdf", answer.content[:300]
    return PdfReader(BytesIO(answer.content))


def text_of(pdf: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
