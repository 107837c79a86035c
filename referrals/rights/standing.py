"""Whether a person's record may be used, or added to: asked by every action that would."""

from collections.abc import Collection
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ccs.retention.writing import ERASED
from ccs.tenancy.problems import Conflict, Problem
from referrals.clients.models import Client
from referrals.rights.models import Erasure, Restriction, RightsRequest
from referrals.rights.rules import Kind, State

_NOTHING_ADDED: Final = gettext_lazy("This person’s record was erased. Nothing is added to it.")


class Erased(Conflict):
    """There is nobody any more whom it could be about."""

    code = "erased"


def refuse_if_restricted(client_id: UUID) -> None:
    """The ledger refuses too: this says why."""
    if is_restricted(client_id):
        raise Problem(
            _("This person’s record is restricted: it cannot be sent to anybody until that ends.")
        )


def refuse_use_if_restricted(client_id: UUID) -> None:
    """Of what is not sending: nothing new is done with what is known of them."""
    if is_restricted(client_id):
        raise Problem(restricted_says())


def restricted_says() -> str:
    return _("This person’s record is restricted: nothing is done with it until that ends.")


def is_restricted(client_id: UUID) -> bool:
    return Restriction.objects.filter(client=client_id, until=None).exists()


def restricted_among(client_ids: Collection[UUID]) -> set[UUID]:
    rows = Restriction.objects.filter(client__in=list(client_ids), until=None)
    return set(rows.values_list("client_id", flat=True))


def objected_at(network_id: UUID, client_id: UUID) -> datetime | None:
    """When an objection of theirs was last upheld: nothing agreed before counts any more."""
    upheld = RightsRequest.objects.filter(
        network_id=network_id, kind=Kind.OBJECT, state=State.DONE, clients__contains=[client_id]
    )
    return upheld.aggregate(at=Max("ended_at"))["at"]


def objected_in(network_id: UUID) -> set[UUID]:
    """The records of whom an objection was upheld: as they were known on that day."""
    upheld = RightsRequest.objects.filter(network_id=network_id, kind=Kind.OBJECT, state=State.DONE)
    return {one for clients in upheld.values_list("clients", flat=True) for one in clients}


def refuse_if_erased(client: Client) -> None:
    """Of a record that was loaded anyway: it costs no query."""
    if client.is_erased:
        raise Erased(_NOTHING_ADDED)


def refuse_if_story_erased(assessment_id: UUID) -> None:
    """By who knows the conversation alone."""
    if is_story_erased(assessment_id):
        raise Erased(_NOTHING_ADDED)


def is_story_erased(assessment_id: UUID) -> bool:
    """Whoever may not read the conversation learns nothing here."""
    return Client.objects.filter(assessments=assessment_id, given_name=ERASED).exists()


def erased_at(client: Client) -> datetime | None:
    """When; no query for anybody whose record is there."""
    if not client.is_erased:
        return None
    return Erasure.objects.filter(client_id=client.pk).values_list("at", flat=True).first()
