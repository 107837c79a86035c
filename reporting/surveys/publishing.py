"""A wave that is over is counted once: what stands then is what is quoted."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from ccs.jobs import registry as jobs
from organisations.engagement.surveys.actions import keep_results
from organisations.engagement.surveys.models import SurveyWave
from organisations.engagement.surveys.queries import everything_said
from organisations.engagement.surveys.rules import SURVEY_OVER
from reporting.surveys.rules import Answered, results_of


@transaction.atomic
def publish(network_id: UUID, wave_id: UUID) -> None:
    """By a job, in the network's system context; nothing to do before its last day is over."""
    held = SurveyWave.objects.select_for_update().filter(network=network_id, pk=wave_id)
    wave = held.first()
    if wave is None or wave.published_at or wave.closes_on >= timezone.localdate():
        return
    said = [
        Answered(row.sector, row.uses_system, row.answers, row.hours_saved)
        for row in everything_said(wave)
    ]
    keep_results(wave, results_of(wave.items, said))


def register() -> None:
    jobs.register(SURVEY_OVER, publish)
