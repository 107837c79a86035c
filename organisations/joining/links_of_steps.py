"""Where an organisation does each of its steps."""

from django.urls import reverse

from ccs.tenancy.actor import Actor
from organisations.joining.models import Joining, State
from organisations.joining.queries import practice_slug
from organisations.joining.rules import Step


def links_of(actor: Actor, joining: Joining) -> dict[Step, str]:
    """By step; once the desk has it there is nothing to do but to wait or to withdraw."""
    network = {"network": actor.network.slug}

    def at(name: str) -> str:
        return reverse(f"organisations:{name}", kwargs=network)

    twin = practice_slug(actor)
    return {
        Step.DETAILS: at("joining_details"),
        Step.AGREEMENT: at("agreements"),
        Step.CHARTER: at("agreements"),
        Step.PEOPLE: at("joining_people"),
        Step.SERVICES: at("own_services"),
        Step.PRACTICE: f"/{twin}/" if twin else at("lessons"),
        Step.READY: at("joining_ready") if joining.state == State.STARTED else "",
    }
