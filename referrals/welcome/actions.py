"""Which note somebody has had, and which they have put away."""

from django.db import transaction
from django.utils import timezone

from ccs.audit.actions import record
from ccs.tenancy.actor import Actor
from organisations.engagement.lessons.models import PanelShown
from referrals.welcome.remembered import forget_tip
from referrals.welcome.rules import Tip

Kind = PanelShown.Kind


@transaction.atomic
def show_tip(*, actor: Actor, tip: Tip) -> None:
    """Two pages at once show one tip: the table has room for one a month."""
    _keep(actor, Kind.TIP, code=tip.code)


@transaction.atomic
def put_away(*, actor: Actor, kind: str) -> None:
    """For good. A second click changes nothing."""
    own = PanelShown.objects.filter(membership=actor.identity, kind=kind, dismissed_at=None)
    if kind == Kind.WELCOME:
        _keep(actor, Kind.WELCOME, code="welcome_back")
    if own.update(dismissed_at=timezone.now()):
        forget_tip(actor.identity)
        record(
            "panel.dismissed",
            actor=actor,
            subject_kind="membership",
            subject_id=actor.identity,
            reason=kind,
        )


def _keep(actor: Actor, kind: str, *, code: str) -> None:
    today = timezone.localdate()
    shown = PanelShown(
        network_id=actor.network.id,
        membership_id=actor.identity,
        kind=kind,
        code=code,
        month=today.replace(day=1),
        shown_on=today,
    )
    PanelShown.objects.bulk_create([shown], ignore_conflicts=True)
