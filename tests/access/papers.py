"""A proposal to the advice line, which then led no more; and links to the data-protection page."""

from typing import Any
from urllib.parse import urlsplit

from django.utils import timezone

from ccs.tenancy.context import enter, system
from organisations.engagement.lead.actions import Proposal, propose_lead
from organisations.members.actions import appoint_lead
from organisations.members.models import Organisation
from referrals.papers.actions import make_link
from referrals.papers.models import PaperLink
from tests.world import World


def papers(world: World) -> dict[str, Any]:
    with enter(system(world.network.pk)):
        council = Organisation.objects.get(pk=world.council.organisation_id)
        appoint_lead(organisation=council, since=timezone.localdate())
    with world.acting("coordinator") as coordinator:
        proposal = Proposal(
            organisation_id=world.advice_line.organisation_id,
            takes_effect_on=timezone.localdate(),
            reason="They know the desk.",
        )
        handover = propose_lead(actor=coordinator, proposal=proposal)
    with world.acting("manager") as manager:
        address = make_link(actor=manager, made_for="The council", days=30)
        link = PaperLink.objects.get(made_for="The council")
    token = urlsplit(address).path.strip("/").rpartition("/")[2]
    return {
        "handover_id": handover.pk,
        "referrals:end_paper_link link_id": link.pk,
        "referrals:paper token": token,
        "referrals:paper_pdf token": token,
    }
