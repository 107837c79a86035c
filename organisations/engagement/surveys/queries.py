"""Waves of a network, what one has answered oneself, and all answers for who counts them."""

from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils import timezone

from ccs.tenancy.actor import Actor
from organisations.engagement.announcements.remembered import (
    ASKED,
    has_nothing,
    remember_nothing,
    stamp_of,
)
from organisations.engagement.surveys.models import SurveyAnswers, SurveyWave


def waves_of(network_id: UUID) -> list[SurveyWave]:
    """The latest first, in a context of that network: one a year, or a few."""
    rows = SurveyWave.objects.filter(network_id=network_id)
    return list(rows.order_by("-opens_on", "-created_at", "id"))


def wave_here(actor: Actor, wave_id: UUID) -> SurveyWave | None:
    return SurveyWave.objects.filter(network_id=actor.network.id, pk=wave_id).first()


def is_open(wave: SurveyWave) -> bool:
    return wave.published_at is None and wave.opens_on <= timezone.localdate() <= wave.closes_on


def own_answers(actor: Actor, wave: SurveyWave) -> SurveyAnswers | None:
    return SurveyAnswers.objects.filter(wave=wave, user=actor.user_id).first()


def to_answer(actor: Actor) -> list[SurveyWave]:
    """Open now and not answered. Who has nothing to answer is not looked for again for a day."""
    if has_nothing(actor.network.id, actor.user_id, ASKED):
        return []
    stamp, today = stamp_of(actor.network.id, ASKED), timezone.localdate()
    own = SurveyAnswers.objects.filter(wave=OuterRef("pk"), user=actor.user_id)
    rows = SurveyWave.objects.filter(
        ~Exists(own),
        network_id=actor.network.id,
        opens_on__lte=today,
        closes_on__gte=today,
        published_at=None,
    )
    found = list(rows.order_by("closes_on", "id")[:2])
    if not found:
        remember_nothing(actor.network.id, actor.user_id, stamp=stamp, what=ASKED)
    return found


def everything_said(wave: SurveyWave) -> list[SurveyAnswers]:
    """For who counts them, in the network's system context; at most as many as its members."""
    return list(SurveyAnswers.objects.filter(wave=wave))


def how_many_answered(network_id: UUID, waves: list[SurveyWave]) -> dict[UUID, int]:
    """Of each wave that is not over; in the network's system context."""
    rows = SurveyAnswers.objects.filter(network_id=network_id, wave__in=waves)
    found: dict[UUID, int] = {}
    for wave in rows.values_list("wave_id", flat=True):
        found[wave] = found.get(wave, 0) + 1
    return found
