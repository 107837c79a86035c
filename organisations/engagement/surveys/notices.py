"""The email that asks somebody to answer, and the job that owes it to each person."""

from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from ccs.jobs import registry as jobs
from ccs.outbox import registry
from ccs.outbox.actions import enqueue
from ccs.outbox.registry import Letter, Notice, link_to
from ccs.ui import moments
from organisations.engagement.announcements.remembered import ASKED, forget
from organisations.engagement.surveys.models import SurveyWave
from organisations.engagement.surveys.queries import is_open
from organisations.engagement.surveys.rules import SURVEY
from organisations.members.models import Membership
from organisations.members.notices import reader_of


def ask_everybody(network_id: UUID, wave_id: UUID) -> None:
    """Once per person, however often it runs: the wave itself is the event."""
    wave = SurveyWave.objects.filter(pk=wave_id).first()
    if wave is None or not is_open(wave):
        return
    forget(network_id, ASKED)
    people = Membership.objects.filter(network=network_id, left_at=None).order_by("id")
    enqueue(
        SURVEY,
        network_id=network_id,
        recipients=people.values_list("id", flat=True),
        subject_id=wave.pk,
        event_id=wave.pk,
    )


def asks(notice: Notice) -> Letter | None:
    """None once it is over."""
    reader = reader_of(notice.recipient_id)
    wave = SurveyWave.objects.filter(pk=notice.subject_id).first()
    if reader is None or wave is None or not is_open(wave):
        return None
    with translation.override(reader.language):
        return reader.letter(
            subject=_("A few questions about %(network)s") % {"network": reader.network_name},
            context={
                "network": reader.network_name,
                "last_day": moments.full_date(wave.closes_on),
                "link": link_to(
                    "organisations:answer_survey", network=reader.network_slug, wave_id=wave.pk
                ),
            },
        )


def register() -> None:
    jobs.register(SURVEY, ask_everybody)
    registry.register(SURVEY, asks)
