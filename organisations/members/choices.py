"""What a member chose for themselves, beside their profile."""

from django.db import transaction

from ccs.audit.actions import record
from ccs.tenancy.actor import Actor
from organisations.members.models import Membership


def starts_on_one_page(actor: Actor) -> bool:
    """Whether they make referrals on one page, and not step by step."""
    if actor.member_id is None:
        return False
    return Membership.objects.filter(pk=actor.member_id, on_one_page=True).exists()


@transaction.atomic
def start_on_one_page(*, actor: Actor, yes: bool) -> None:
    if actor.member_id is None:
        return
    own = Membership.objects.filter(pk=actor.member_id, on_one_page=not yes)
    if own.update(on_one_page=yes):
        record(
            "member.one_page",
            actor=actor,
            subject_kind="member",
            subject_id=actor.member_id,
            reason="on" if yes else "off",
        )
