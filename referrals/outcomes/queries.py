"""What was written down, for who holds the letter: the database decides."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from ccs.tenancy.actor import Actor
from organisations.needs.rules import NEEDS
from referrals.assessments.models import Assessment, AssessmentNeed
from referrals.outcomes.models import Award, Gains
from referrals.outcomes.rules import Awarded, Gained, Met
from referrals.referrals.models import Referral

_MOST_VERSIONS: Final = 20


@dataclass(frozen=True, slots=True)
class Story:
    """A story that was sent to somebody: whose it is, and what was needed."""

    client_id: UUID
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """What stood, who said so and when; `replaced_at` is None of the one that stands."""

    gained: Gained
    by_name: str
    at: datetime
    replaced_at: datetime | None
    assessment_id: UUID
    referral_id: UUID | None
    team_id: UUID


def gained_from(referral: Referral) -> Gained | None:
    """What stands of it; None while nothing was written down."""
    found = _read(Gains.objects.filter(referral=referral, replaced_at=None))
    return found[0].gained if found else None


def learnt_of(assessment_id: UUID) -> Gained | None:
    """What the team that was told wrote down of the whole story; None while nothing was."""
    rows = Gains.objects.filter(assessment=assessment_id, referral=None, replaced_at=None)
    found = _read(rows)
    return found[0].gained if found else None


def story_learnt(assessment_id: UUID, *, actor: Actor) -> Story | None:
    """For the team that was told it; None for everybody else."""
    told = (
        Assessment.objects.filter(
            pk=assessment_id, team__in=actor.teams, first_sent_at__isnull=False
        )
        .select_related("client")
        .first()
    )
    if told is None or told.client.is_erased:
        return None
    named = AssessmentNeed.objects.filter(assessment=told).order_by("need__position", "id")
    needs = dict.fromkeys(named.values_list("need_id", flat=True))
    return Story(client_id=told.client_id, needs=tuple(needs))


def versions_of(referral: Referral) -> list[Version]:
    """What stands first, then what stood before it: the newest few."""
    return _newest(Gains.objects.filter(referral=referral))


def learnt_versions(assessment_id: UUID) -> list[Version]:
    return _newest(Gains.objects.filter(assessment=assessment_id, referral=None))


def standing_in(assessment_ids: Collection[UUID]) -> list[Version]:
    """Of these stories all that stands and may be read, in the order it was written; 2 queries."""
    rows = Gains.objects.filter(assessment__in=assessment_ids, replaced_at=None)
    return _read(rows.order_by("recorded_at", "id"))


def standing_of(referral_ids: Collection[UUID]) -> dict[UUID, Gained]:
    """By referral, what stands and may be read; 2 queries."""
    found = _read(Gains.objects.filter(referral__in=referral_ids, replaced_at=None))
    return {one.referral_id: one.gained for one in found if one.referral_id}


def met_elsewhere(assessment_id: UUID, *, besides: UUID | None) -> dict[str, str]:
    """Needs of the story that another team's help has met, where it may be read: who says so."""
    rows = Gains.objects.filter(assessment=assessment_id, replaced_at=None)
    others = rows.exclude(referral=besides) if besides else rows.exclude(referral=None)
    said = others.order_by("recorded_at", "id").values_list("needs_met", "team__name")
    return {code: team for needs, team in said for code in needs}


def _newest(rows: QuerySet[Gains]) -> list[Version]:
    return _read(rows.order_by("-recorded_at", "-id")[:_MOST_VERSIONS])


def _read(rows: QuerySet[Gains]) -> list[Version]:
    kept = list(rows)
    awards: dict[UUID, list[Award]] = {}
    for award in Award.objects.filter(gains__in=[row.pk for row in kept]).order_by("position"):
        awards.setdefault(award.gains_id, []).append(award)
    return [_version(row, awards.get(row.pk, ())) for row in kept]


def _version(row: Gains, awards: Iterable[Award]) -> Version:
    return Version(
        gained=Gained(
            needs=_needs(row),
            awards=tuple(_awarded(award) for award in awards),
            words=row.words,
            own_words=row.own_words,
            may_quote=row.may_quote,
            soft=tuple(row.soft),
        ),
        by_name=row.by_name,
        at=row.recorded_at,
        replaced_at=row.replaced_at,
        assessment_id=row.assessment_id,
        referral_id=row.referral_id,
        team_id=row.team_id,
    )


def _needs(row: Gains) -> tuple[tuple[str, str], ...]:
    """In the taxonomy's order, as they were told."""
    stand = ((Met.MET, row.needs_met), (Met.PARTLY, row.needs_partly), (Met.NOT, row.needs_not))
    said = {code: met.value for met, codes in stand for code in codes}
    return tuple((code, said[code]) for code in NEEDS if code in said)


def _awarded(award: Award) -> Awarded:
    return Awarded(
        kind=award.kind,
        amount=award.amount,
        scheme=award.scheme,
        what=award.what,
        scheme_code=award.scheme_code,
        need=award.need,
        evidence=award.evidence,
        on=award.awarded_on,
    )
