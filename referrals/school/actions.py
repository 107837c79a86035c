"""The journey begins with what a school saw already in it."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ccs.tenancy.actor import Actor
from ccs.tenancy.models import new_id
from organisations.needs.rules import CRISIS, NEEDS, UNDERLYING
from referrals.assessments.models import Urgency
from referrals.drafts.actions import keep_typing
from referrals.drafts.models import Step
from referrals.school.rules import SIGNS, known_signs


@transaction.atomic
def begin_from_signs(*, actor: Actor, signs: Sequence[str], needs: Sequence[str]) -> UUID:
    """The id of a conversation still to be told, whose second page is filled in already.

    It is kept as typing is: nobody else sees it, and it goes away when nothing comes of it.
    """
    assessment_id = new_id()
    chosen = [need for need in NEEDS if need in set(needs)]
    behind = [need for need in chosen if need in UNDERLYING]
    data = {
        "story": [_story(signs)],
        "crisis": [need for need in chosen if need in CRISIS],
        "underlying": behind,
        # As the empty form has it: what is behind a crisis is seldom for today.
        **{f"soon_{need}": [Urgency.SOON.value] for need in behind},
    }
    keep_typing(actor=actor, assessment_id=assessment_id, step=Step.WHAT.value, data=data)
    return assessment_id


def _story(signs: Sequence[str]) -> str:
    lines = [f"- {SIGNS[code].seen}" for code in known_signs(signs)]
    return "\n".join([_("What we noticed at school:"), *lines, "", ""])
