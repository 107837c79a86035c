"""Where an organisation does each of its steps."""

from django.urls import reverse

from ccs.tenancy.actor import Actor
from organisations.agreements.models import Kind
from organisations.agreements.queries import standing_of
from organisations.joining.models import Joining, State
from organisations.joining.rules import Step


def links_of(actor: Actor, joining: Joining) -> dict[Step, str]:
    """By step; once the desk has it there is nothing to do but to wait or to withdraw."""
    network = {"network": actor.network.slug}

    def at(name: str) -> str:
        return reverse(f"organisations:{name}", kwargs=network)

    return {
        Step.DETAILS: at("joining_details"),
        Step.AGREEMENT: _signing(joining, Kind.DATA_SHARING, actor) or at("agreements"),
        Step.CHARTER: _signing(joining, Kind.CHARTER, actor) or at("agreements"),
        Step.PEOPLE: at("joining_people"),
        Step.SERVICES: at("own_services"),
        Step.PRACTICE: reverse("referrals:practice", kwargs=network),
        Step.READY: at("joining_ready") if joining.state == State.STARTED else "",
    }


def _signing(joining: Joining, kind: str, actor: Actor) -> str:
    """Straight to the words that wait for a signature, where some do."""
    if joining.organisation_id is None:
        return ""
    due = standing_of(joining.organisation_id, network_id=actor.network.id, kind=kind)
    if due.to_sign is None:
        return ""
    kwargs = {
        "network": actor.network.slug,
        "version_id": due.to_sign.pk,
        "organisation_id": joining.organisation_id,
    }
    return reverse("organisations:sign_agreement", kwargs=kwargs)
