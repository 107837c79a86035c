"""The lead of a pilot passes on, or is to: as its file says, by the people who may."""

from datetime import datetime, timedelta
from typing import Any

import time_machine
from django.utils import timezone

from ccs.outbox.delivery import deliver_batch
from organisations.demo.acting import acting
from organisations.engagement.lead.actions import Proposal, answer_lead, propose_lead
from organisations.engagement.lead.models import LeadHandover
from organisations.members.models import Membership, Organisation

_EMAILS = 100


def pass_the_lead(data: dict[str, Any]) -> None:
    """Each `[[handovers]]`; one without `answered_by` waits for its answer."""
    slug, noon = data["network"]["slug"], timezone.localtime().replace(hour=12, minute=0)
    for one in data.get("handovers", ()):
        at = noon - timedelta(days=one["days_ago"])
        with time_machine.travel(at):
            handover = _proposed(slug, one, at)
            deliver_batch(limit=_EMAILS)
            if one.get("answered_by"):
                with acting(one["answered_by"], slug=slug) as actor:
                    answer_lead(actor=actor, handover_id=handover.pk, yes=True)
                deliver_batch(limit=_EMAILS)


def _proposed(slug: str, one: dict[str, Any], at: datetime) -> LeadHandover:
    with acting(one["by"], slug=slug) as actor:
        gets = Membership.objects.filter(
            network=actor.network.id, user__email__in=one.get("gets", ())
        )
        proposal = Proposal(
            organisation_id=Organisation.objects.get(network=actor.network.id, name=one["to"]).pk,
            takes_effect_on=(at + timedelta(days=one["in_days"])).date(),
            reason=one["reason"],
            gets=tuple(gets.values_list("pk", flat=True)),
        )
        return propose_lead(actor=actor, proposal=proposal)
