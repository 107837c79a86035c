"""A referral's page: their agreement, for who reads the letter; what to delete once it ended."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from ccs.tenancy.actor import Actor
from ccs.tenancy.former import named
from ccs.ui import moments
from networks.networks.queries import network_by_id
from referrals.consent.history import can_be_taken_back, history_of
from referrals.consent.models import DeletionAsked
from referrals.consent.queries import agreements_of, deletions_asked
from referrals.consent.why import Rows, WhyShared, what_is_shared, why_shared
from referrals.referrals.models import Referral
from referrals.referrals.queries import Letter
from referrals.referrals.rules import ENDED


@dataclass(frozen=True, slots=True)
class AgreementPanel:
    """`renew` and `change_mind` are addresses, empty for who may not."""

    why: WhyShared
    history: list[dict[str, str]]
    renew: str
    change_mind: str


@dataclass(frozen=True, slots=True)
class DeletionPanel:
    """With an `action` it is the reader's own team that has still to say so."""

    title: str
    rows: Rows
    action: str


def agreement_panel(
    referral: Referral, letter: Letter | None, *, actor: Actor
) -> AgreementPanel | None:
    if letter is None:
        return None
    agreements, slug = agreements_of(referral.assessment_id), actor.network.slug
    items = getattr(letter.assessment, "items", None) or []
    whom = [referral.to_name or _("The desk of this network")]
    network = network_by_id(actor.network.id)
    own = {"network": slug, "assessment_id": referral.assessment_id}
    here = {"network": slug, "reference": referral.reference}
    is_origin = referral.origin_team_id in actor.teams
    ends = can_be_taken_back(agreements) and referral.status != "draft"
    return AgreementPanel(
        why=why_shared(letter.consent, to=whom, items=items, network=network),
        history=history_of(agreements, now=timezone.now()),
        renew=reverse("referrals:agreement", kwargs=own) if is_origin else "",
        change_mind=reverse("referrals:they_changed_mind", kwargs=here) if ends else "",
    )


def deletion_panels(referral: Referral, *, actor: Actor) -> list[DeletionPanel]:
    """For a team that got it: what it must delete. For the others: who has said that it did."""
    if referral.status not in ENDED:
        return []
    address = reverse(
        "referrals:copies_deleted",
        kwargs={"network": actor.network.slug, "reference": referral.reference},
    )
    return [_panel(one, actor, address) for one in deletions_asked(referral)]


def _panel(asked: DeletionAsked, actor: Actor, address: str) -> DeletionPanel:
    mine = asked.team_id in actor.teams
    waits = asked.confirmed_at is None
    rows = [
        (_("What was shared"), what_is_shared(asked.items)),
        (_("Since"), _day(asked.shared_since)),
        (_("Deleted"), _("Not confirmed yet") if asked.confirmed_at is None else _done(asked)),
    ]
    if mine and waits:
        title = _("They changed their mind: delete your copies")
    else:
        title = _("Copies of %(team)s") % {"team": asked.team_name}
    return DeletionPanel(title, rows, address if mine and waits else "")


def _done(asked: DeletionAsked) -> str:
    if asked.confirmed_at is None:
        return ""
    words = {
        "name": named(asked.confirmed_name, of=asked.team_name),
        "date": _day(asked.confirmed_at),
    }
    return _("%(date)s, says %(name)s") % words


def _day(moment: datetime) -> str:
    return moments.full_date(localtime(moment).date())
