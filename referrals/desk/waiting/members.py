"""Organisations on their way in, and those that may be sent nobody's details."""

from django.urls import reverse
from django.utils.translation import gettext as _

from ccs.ui import moments
from organisations.agreements.queries import standing
from organisations.agreements.rules import Standing, State
from organisations.joining.queries import Waiting, applications_waiting
from organisations.members.models import Organisation
from referrals.desk.waiting.rows import Look, Step, Waits


def joining(look: Look) -> list[Waits]:
    rows = look.among(applications_waiting(look.actor), lambda one: one.joining.pk)
    return [_applies(one, look) for one in rows]


def unsigned(look: Look) -> list[Waits]:
    """Live members whose data sharing agreement is not signed, or has to be signed again."""
    rows = Organisation.objects.filter(
        network_id=look.actor.network.id, left_on=None, registered_on__isnull=False
    )
    here = list(rows.order_by("name").only("id", "name"))
    found = standing([one.pk for one in here], network_id=look.actor.network.id, at=look.now)
    waiting = [_unsigned(one, found[one.pk], look) for one in here if found[one.pk].to_sign]
    # First those that nobody can send anybody to, then by the day on which the old one ends.
    ordered = sorted(waiting, key=lambda one: one.at or look.now)
    return look.among(ordered, lambda one: one.subject_id)


def _applies(one: Waiting, look: Look) -> Waits:
    return Waits(
        subject_id=one.joining.pk,
        what=one.joining.name,
        who=str(one.joining.get_state_display()),
        since=one.since,
        at=one.since,
        step=Step(
            _("Read it and decide"),
            reverse(
                "organisations:joining_one",
                kwargs={"network": look.actor.network.slug, "joining_id": one.joining.pk},
            ),
        ),
    )


def _unsigned(one: Organisation, stands: Standing, look: Look) -> Waits:
    page = reverse("organisations:signed_agreements", kwargs={"network": look.actor.network.slug})
    return Waits(
        subject_id=one.pk,
        what=one.name,
        who=_in_words(stands),
        since=None,
        at=stands.until if stands.holds else None,
        step=Step(_("See who has not signed, and ask them"), page),
    )


def _in_words(stands: Standing) -> str:
    if stands.state == State.NEVER:
        return _("Has never signed the agreement: they can be sent nobody’s details.")
    if stands.state == State.LAPSED:
        return _("Their signature has ended: they can be sent nobody’s details.")
    if stands.last_day is None:
        return _("Has to sign the agreement again.")
    day = moments.full_date(stands.last_day)
    return _("Has to sign the agreement again by %(day)s.") % {"day": day}
