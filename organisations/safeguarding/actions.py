"""Whom to call at the council about a child or an adult at risk, as the network's desk says it."""

from ccs.tenancy.actor import Actor
from networks.settings.actions import change_settings
from networks.settings.rules import Group


def keep_care_phones(*, actor: Actor, children: str, adults: str) -> None:
    """Shown on the stop page of the journey. Empty: the page says how to find the number."""
    values = {"children_care_phone": children, "adults_care_phone": adults}
    change_settings(actor=actor, group=Group.CARE, values=values)
