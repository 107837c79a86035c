"""Agreements: a version that waits for signatures, and a draft of the charter."""

from typing import Any

from django.utils import timezone

from organisations.agreements.actions import add_clause
from organisations.agreements.models import AgreementSignature
from organisations.agreements.rules import first_day
from tests.organisations.agreements.versions import NEW, PAT, new_version
from tests.world import World

_OF_THE_DRAFT = (
    "edit_agreement",
    "edit_clause",
    "add_clause",
    "arrange_clause",
    "preview_agreement",
    "publish_agreement",
    "discard_agreement",
)
_OF_A_VERSION = ("agreement_version", "sign_agreement", "take_back_agreement")
_CLAUSE = {"title": "Photos", "text": "None are kept.", "meaning": "Take no pictures."}


def agreements(world: World) -> dict[str, Any]:
    version = new_version(world)
    with world.acting("coordinator") as actor:
        add_clause(actor=actor, kind="charter", clause=NEW)
        signature = AgreementSignature.objects.get(organisation=world.advice_line.organisation_id)
    return {
        **{f"organisations:{name} kind": "charter" for name in _OF_THE_DRAFT},
        **{f"organisations:{name} version_id": version.pk for name in _OF_A_VERSION},
        "clause_id": NEW.id,
        "signature_id": signature.pk,
    }


def typed_for_agreements() -> dict[str, dict[str, Any]]:
    day = first_day(timezone.now())
    return {
        "organisations:sign_agreement": {"name": PAT.name, "role": PAT.role, "may_sign": "on"},
        "organisations:edit_agreement": {"months": "12"},
        "organisations:edit_clause": {**_CLAUSE, "id": NEW.id, "seen": ""},
        "organisations:add_clause": {**_CLAUSE, "id": "moved"},
        "organisations:arrange_clause": {"do": "up"},
        "organisations:publish_agreement": {
            "day-day": str(day.day),
            "day-month": str(day.month),
            "day-year": str(day.year),
        },
    }
