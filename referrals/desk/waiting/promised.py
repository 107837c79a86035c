"""What the desk promised: to come back to somebody, and what a meeting left to do."""

from datetime import date, datetime, time

from django.urls import reverse
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _

from organisations.engagement.contacts.queries import follow_ups_due
from organisations.engagement.meetings.queries import actions_due
from referrals.desk.waiting.rows import Look, Step, Waits


def follow_ups(look: Look) -> list[Waits]:
    network = look.actor.network.slug
    return [
        Waits(
            subject_id=one.pk,
            what=one.organisation_name,
            who=one.person_name,
            since=_morning(one.follow_up_on),
            at=_morning(one.follow_up_on),
            step=Step(
                _("See what you spoke about"),
                reverse("organisations:contact", kwargs={"network": network, "note_id": one.pk}),
            ),
        )
        for one in look.among(follow_ups_due(look.actor), lambda note: note.pk)
    ]


def actions(look: Look) -> list[Waits]:
    network = look.actor.network.slug
    return [
        Waits(
            subject_id=one.pk,
            what=one.what,
            who=one.owner_name,
            since=_morning(one.due_on),
            at=_morning(one.due_on),
            step=Step(
                _("Open the meeting, and say that it is done"),
                reverse(
                    "organisations:meeting",
                    kwargs={"network": network, "meeting_id": one.meeting_id},
                ),
            ),
        )
        for one in look.among(actions_due(look.actor), lambda action: action.pk)
    ]


def _morning(day: date | None) -> datetime | None:
    return make_aware(datetime.combine(day, time.min)) if day else None
