"""Organisations, teams and people of one network."""

from collections.abc import Sequence
from uuid import UUID

from ccs.tenancy.actor import Actor
from organisations.members.models import Organisation, Team


def referring_teams(actor: Actor) -> list[Team]:
    """The actor's teams that may make referrals: the desk's too, none of one that only receives."""
    teams = Team.objects.filter(pk__in=actor.teams, closed_on=None).select_related("organisation")
    return [
        team for team in teams if team.organisation is None or team.organisation.makes_referrals
    ]


def organisations_named(names: Sequence[str], *, actor: Actor) -> dict[str, UUID]:
    """Their ids; a name that nobody in the network has is left out."""
    found = Organisation.objects.filter(network_id=actor.network.id, name__in=names, left_on=None)
    return dict(found.values_list("name", "id"))
