"""It comes to nothing: nobody of the organisation opens anything here any more."""

from django.utils import timezone

from ccs.tenancy.actor import Actor
from organisations.joining.actions.changing import (
    become,
    forget_contact_later,
    noted,
    tell_contact,
)
from organisations.joining.models import Joining, State
from organisations.members.models import Membership, Organisation, Team
from organisations.roles.models import NetworkRole, OrganisationRole, TeamRole


def let_go(joining: Joining, state: str, *, actor: Actor | None = None, reason: str = "") -> None:
    """Within the caller's transaction, with the row locked. The address goes a week later."""
    now = timezone.now()
    become(
        joining,
        state,
        at=now,
        ended_at=now,
        ended_by_name=actor.name if actor else "",
        reason=reason,
        with_desk_since=None,
        asked_at=None,
    )
    if joining.organisation_id:
        _close(joining)
    if state == State.TURNED_DOWN and joining.contact_email:
        tell_contact("joining_over", joining)
    forget_contact_later(joining, at=now)
    noted(state, joining, actor=actor)


def _close(joining: Joining) -> None:
    """Who belongs to nothing else in the network has left it."""
    now, organisation = timezone.now(), joining.organisation_id
    teams = list(Team.objects.filter(organisation=organisation).values_list("pk", flat=True))
    working = TeamRole.objects.filter(content_object__in=teams)
    managing = OrganisationRole.objects.filter(content_object=organisation)
    held = (*working.values_list("user_id"), *managing.values_list("user_id"))
    users = {user for (user,) in held}
    working.delete()
    managing.delete()
    for table in (TeamRole, OrganisationRole, NetworkRole):
        kept = table.objects.filter(network=joining.network_id, user__in=users)
        users -= set(kept.values_list("user_id", flat=True))
    people = Membership.objects.filter(network=joining.network_id, user__in=users, left_at=None)
    people.update(left_at=now)
    Organisation.objects.filter(pk__in=[organisation]).update(left_on=timezone.localdate(now))
