"""Emails about requests, and when they are owed: what is asked and by when, never by whom."""

from datetime import datetime
from functools import partial
from typing import Final
from uuid import UUID, uuid5

from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ccs.jobs import registry as jobs
from ccs.outbox import registry
from ccs.outbox.actions import enqueue
from ccs.outbox.registry import Letter, Notice, link_to
from ccs.ui import moments
from networks.networks.queries import network_by_id, working_hours
from organisations.members.models import Team
from organisations.members.notices import reader_of
from organisations.roles.queries import people_told_about
from referrals.rights.actions import ASKED, DUE
from referrals.rights.models import RightsRequest
from referrals.rights.rules import Kind, State

_SUBJECTS: Final[dict[str, Promise]] = {
    ASKED: gettext_lazy("Somebody has asked for something by right"),
    DUE: gettext_lazy("A request by right is due within a week"),
}


def about_request(template: str, notice: Notice) -> Letter | None:
    """None once it is over."""
    reader = reader_of(notice.recipient_id)
    asked = RightsRequest.objects.filter(pk=notice.subject_id, state=State.OPEN).first()
    if reader is None or asked is None:
        return None
    with translation.override(reader.language):
        return reader.letter(
            subject=_SUBJECTS[template],
            page="report",
            context={
                "lines": [
                    _("What was asked: %(what)s.") % {"what": Kind(asked.kind).label},
                    _("The law gives us until %(day)s to answer.")
                    % {"day": moments.full_date(asked.due_on)},
                ],
                "link": link_to(
                    "referrals:rights_request",
                    network=reader.network_slug,
                    request_id=asked.pk,
                ),
                "button": _("Open the request"),
            },
        )


def remind(network_id: UUID, request_id: UUID) -> datetime | None:
    """A week before: those who hold a record, and the desk. Nobody gets an email at night."""
    now = timezone.now()
    opening = working_hours(network_by_id(network_id)).next_moment(now)
    if opening > now:
        return opening
    asked = RightsRequest.objects.filter(pk=request_id, state=State.OPEN).first()
    if asked is None:
        return None
    desks = Team.objects.filter(network_id=network_id, is_desk=True).values_list("pk", flat=True)
    teams = {asked.team_id, *asked.teams, *desks}
    people = {one for team in teams for one in people_told_about(team)}
    enqueue(
        DUE,
        network_id=network_id,
        recipients=sorted(people),
        subject_id=asked.pk,
        # Once for each day on which it is due: a later one is announced again.
        event_id=uuid5(asked.pk, asked.due_on.isoformat()),
    )
    return None


def register() -> None:
    for template in _SUBJECTS:
        registry.register(template, partial(about_request, template))
    jobs.register(DUE, remind)
