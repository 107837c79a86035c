"""Shares as tests try to forge them."""

from typing import Any

from django.utils import timezone

from ccs.tenancy.context import Context, Role, enter
from referrals.assessments.models import Assessment
from referrals.clients.models import Share
from referrals.consent.actions import record_consent
from referrals.consent.models import Consent
from referrals.consent.queries import current_consent
from referrals.consent.rules import Agreed
from referrals.referrals.models import Referral
from tests.world import World


def share(assessment: Assessment, **fields: Any) -> Share:
    """An origin share of the team, unless `fields` say otherwise."""
    share = Share(
        network_id=assessment.network_id,
        client_id=assessment.client_id,
        assessment=assessment,
        ground="origin",
        since=timezone.now(),
    )
    for name, value in fields.items():
        setattr(share, name, value)
    return share


def granted(assessment: Assessment, referral: Referral, **fields: Any) -> Share:
    """Under the agreement in force, unless `fields` say otherwise."""
    own = Context(assessment.network_id, teams=(assessment.team_id,), role=Role.MEMBER)
    with enter(own):
        agreed = {"consent": current_consent(assessment.pk), **fields}
    return share(assessment, ground="referral", referral=referral, **agreed)


def origin_of(world: World, assessment: Assessment) -> Share:
    with world.acting("teacher"):
        return Share.objects.get(assessment=assessment, ground="origin")


def receivers(world: World, referral: Referral) -> Share:
    with world.acting("adviser"):
        return Share.objects.get(referral=referral)


def agree_to_pass_on(world: World, assessment: Assessment) -> Consent:
    with world.acting("teacher") as teacher:
        return record_consent(
            actor=teacher,
            assessment_id=assessment.pk,
            agreed=Agreed("consent", given="phone", pass_on=True, names_desk=True),
        )
