"""No share under an agreement that is over, or that names somebody else."""

from datetime import UTC, datetime

import time_machine
from django.utils import timezone

from referrals.consent.actions import record_consent
from referrals.consent.models import Consent
from referrals.consent.queries import current_consent
from referrals.consent.rules import Agreed
from tests.isolation.granting import granted, origin_of
from tests.isolation.refusals import refused_by_a_wall
from tests.world import World


def test_nothing_is_granted_under_an_agreement_that_was_taken_back(here: World) -> None:
    [referral] = here.refer(here.grants)
    assessment, parent = referral.assessment, origin_of(here, referral.assessment)
    with here.acting("teacher"):
        ended = current_consent(assessment.pk)
        Consent.objects.update(withdrawn_at=timezone.now())

    late = granted(
        assessment,
        referral,
        team_id=here.council.pk,
        granted_by_id=here.school.pk,
        parent=parent,
        consent=ended,
    )

    with refused_by_a_wall(), here.acting("teacher"):
        late.save(force_insert=True)


def test_nothing_is_granted_under_an_agreement_that_is_over(here: World) -> None:
    with time_machine.travel(datetime(2025, 11, 1, 12, tzinfo=UTC)):
        [referral] = here.refer(here.grants)
    parent = origin_of(here, referral.assessment)
    with here.acting("teacher"):
        over = Consent.objects.get()

    late = granted(
        referral.assessment,
        referral,
        team_id=here.council.pk,
        granted_by_id=here.school.pk,
        parent=parent,
        consent=over,
    )

    with refused_by_a_wall(), here.acting("teacher"):
        late.save(force_insert=True)


def test_nothing_is_granted_to_an_organisation_that_was_not_named(here: World) -> None:
    [referral] = here.refer(here.grants)
    parent = origin_of(here, referral.assessment)
    with here.acting("teacher") as teacher:
        narrow = record_consent(
            actor=teacher,
            assessment_id=referral.assessment_id,
            agreed=Agreed(
                "consent", given="phone", organisations=(here.advice_line.organisation_id,)
            ),
        )

    wider = granted(
        referral.assessment,
        referral,
        team_id=here.council.pk,
        granted_by_id=here.school.pk,
        parent=parent,
        consent=narrow,
    )

    with refused_by_a_wall(), here.acting("teacher"):
        wider.save(force_insert=True)
