"""Whom to call at the council about a child or an adult at risk, as the network's desk says it."""

from django.db import transaction
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import NotAllowed
from networks.networks.models import Network
from organisations.roles.rules import can_coordinate


@transaction.atomic
def keep_care_phones(*, actor: Actor, children: str, adults: str) -> None:
    """Shown on the stop page of the journey. Empty: the page says how to find the number."""
    if not can_coordinate(actor):
        raise NotAllowed(_("There is no such page here."))
    network = Network.objects.select_for_update().get(pk=actor.network.id)
    if (network.children_care_phone, network.adults_care_phone) == (children, adults):
        return
    network.children_care_phone, network.adults_care_phone = children, adults
    network.save(update_fields=["children_care_phone", "adults_care_phone"])
    record("network.care_phones", actor=actor, subject_kind="network", subject_id=network.pk)
