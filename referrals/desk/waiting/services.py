"""What nobody keeps up: capacity that was not confirmed, and teams in which nobody signs in."""

from typing import Final

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from ccs.ui import moments
from organisations.capacity.models import Capacity
from organisations.capacity.queries import unconfirmed
from organisations.capacity.rules import asked_lately
from organisations.members.presenters import full_name
from referrals.desk.queries import QuietTeam, quiet_teams
from referrals.desk.waiting.rows import Look, Step, Waits

# Working days in which somebody of a team should have been here.
_QUIET_DAYS: Final = 10


def not_confirmed(look: Look) -> list[Waits]:
    rows = unconfirmed(look.actor, now=look.now)
    return [_capacity(one, look) for one in look.of(rows, "service")]


def quiet(look: Look) -> list[Waits]:
    since = look.hours.days_before(look.now, _QUIET_DAYS)
    found = look.among(quiet_teams(look.actor, since=since), lambda team: team.team_id)
    return [_team(one, look) for one in found]


def _capacity(one: Capacity, look: Look) -> Waits:
    """A tap asks the team again; once that is done, the service's page says whom to ring."""
    where = {"network": look.actor.network.slug, "service_id": one.service_id}
    ask = reverse("referrals:ask_team", kwargs=where)
    asked = one.asked_at if asked_lately(one.asked_at, now=look.now) else None
    said = [_("Asked %(when)s") % {"when": moments.ago(asked, look.now)}] if asked else []
    return Waits(
        subject_id=one.service_id,
        what=one.service.name,
        who=full_name(one.service.team),
        phone=one.service.team.phone,
        since=one.confirmed_at,
        at=one.confirmed_at,
        facts=said,
        step=Step(_("Ring them: open its page"), reverse("organisations:service", kwargs=where))
        if asked
        else Step(_("Ask the team again"), ask, {}),
    )


def _team(one: QuietTeam, look: Look) -> Waits:
    network = look.actor.network.slug
    where = {"network": network, "organisation_id": one.organisation_id}
    ring = Step(
        _("Ring them: open their page"), reverse("organisations:organisation", kwargs=where)
    )
    invite = Step(
        _("Invite somebody"), reverse("organisations:invite", kwargs={"network": network})
    )
    return Waits(
        subject_id=one.team_id,
        what=one.name,
        who=one.organisation,
        phone=one.phone,
        since=one.last_seen,
        at=one.last_seen,
        facts=[_quiet(one)],
        step=ring if one.has_people else invite,
    )


def _quiet(one: QuietTeam) -> str:
    if not one.has_people:
        return _("Nobody works in this team.")
    if one.last_seen is None:
        return _("Nobody has signed in yet.")
    day = moments.full_date(localtime(one.last_seen).date())
    return _("Nobody has signed in since %(day)s.") % {"day": day}
