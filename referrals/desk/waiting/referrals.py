"""Referrals that came to the desk: sent there, passed on by the clock, declined, not called."""

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from organisations.members.presenters import full_name
from referrals.assessments.models import OpenNeed
from referrals.clocks.models import Finding
from referrals.desk.waiting.rows import Look, Step, Waits
from referrals.referrals.models import Referral, ReferralEvent
from referrals.referrals.presenters.wording import (
    ending_of,
    needs_in_words,
    page_of_referral,
    receiver_of,
    sender_of,
    urgency_in_words,
)
from referrals.referrals.queries.boxes import IN_A_LIST
from referrals.referrals.rules import OPEN, OWNER, EventKind, Side, Status
from referrals.voice.models import NotCalled

_PHONES = ("from_team__phone", "to_team__phone")


def brokered(look: Look) -> list[Waits]:
    """Sent to the desk: whom shall it ask?"""
    rows = Referral.objects.filter(owner_team=look.actor.desk_team, status=Status.WITH_BROKER)
    rows = rows.select_related("from_team", "to_team").only(*IN_A_LIST, "sent_at", *_PHONES)
    return [
        Waits(
            subject_id=one.pk,
            what=_titled(one),
            who=sender_of(one),
            phone=one.from_team.phone,
            since=one.sent_at,
            at=one.next_action_at,
            due=one.next_action_at,
            facts=[urgency_in_words(one.urgency)],
            step=Step(
                _("Find somebody who can help"),
                reverse("referrals:find", kwargs=_where(look, reference=one.reference)),
            ),
        )
        for one in look.of(rows.order_by("next_action_at", "id"))
    ]


def escalated(look: Look) -> list[Waits]:
    """A step that nobody took in time: who is asked why?"""
    passed = ReferralEvent.objects.filter(referral=OuterRef("pk"), kind=EventKind.ESCALATED)
    rows = Referral.objects.filter(owner_team=look.actor.desk_team, status__in=OPEN)
    rows = rows.exclude(status=Status.WITH_BROKER).select_related("from_team", "to_team")
    rows = rows.annotate(passed_at=Subquery(passed.order_by("-at").values("at")[:1]))
    found = look.of(rows.only(*IN_A_LIST, *_PHONES).order_by("next_action_at", "id"))
    return [_passed_on(one, look) for one in found]


def _passed_on(one: Referral, look: Look) -> Waits:
    late = OWNER[Status(one.status)]
    team = one.from_team if late == Side.SENDER else one.to_team
    return Waits(
        subject_id=one.pk,
        what=_titled(one),
        who=sender_of(one) if late == Side.SENDER else receiver_of(one),
        phone=team.phone if team else "",
        since=getattr(one, "passed_at", None),
        at=one.next_action_at,
        due=one.next_action_at,
        facts=[str(Status(one.status).label), urgency_in_words(one.urgency)],
        step=Step(_("Ring them, then give it back"), _page(look, one)),
    )


def needs(look: Look) -> list[Waits]:
    """Declined, and its team found no other help in time."""
    rows = OpenNeed.objects.filter(
        network_id=look.actor.network.id, settled_at=None, escalated_at__isnull=False
    )
    rows = rows.select_related("referral", "team__organisation").order_by("due_at", "id")
    return [
        Waits(
            subject_id=one.pk,
            what=f"{one.referral.reference} {needs_in_words(one.needs)}",
            who=full_name(one.team),
            phone=one.team.phone,
            since=one.escalated_at,
            at=one.due_at,
            facts=[
                _("%(team)s declined. Their reason: %(reason)s.")
                % {"team": receiver_of(one.referral), "reason": ending_of(one.referral)}
            ],
            step=Step(
                _("Help them, then say how it ended"),
                reverse("referrals:desk_need", kwargs=_where(look, open_need_id=one.pk)),
            ),
        )
        for one in look.of(rows)
    ]


def not_called(look: Look) -> list[Waits]:
    """The person said so, and nobody has put it right."""
    rows = NotCalled.objects.filter(network_id=look.actor.network.id, settled_at=None)
    rows = rows.select_related("referral", "team__organisation").order_by("said_at", "id")
    return [
        Waits(
            subject_id=one.pk,
            what=_titled(one.referral),
            who=full_name(one.team),
            phone=one.team.phone,
            since=one.said_at,
            at=one.said_at,
            facts=[urgency_in_words(one.referral.urgency)],
            step=Step(_("See who is to call, and ring them"), _page(look, one.referral)),
        )
        for one in look.of(rows)
    ]


def findings(look: Look) -> list[Waits]:
    """Found at night: it may wait on nobody. One row to a referral, whatever was found of it."""
    rows = Finding.objects.filter(network_id=look.actor.network.id).select_related("referral")
    found: dict[object, Waits] = {}
    for one in look.of(rows.order_by("referral__changed_at", "id"), "referral"):
        before = found.get(one.referral_id)
        said = [str(Finding.Kind(one.kind).label)]
        found[one.referral_id] = Waits(
            subject_id=one.referral_id,
            what=_titled(one.referral),
            who=receiver_of(one.referral),
            since=one.referral.changed_at,
            at=one.referral.changed_at,
            facts=[*(before.facts if before else []), *said],
            step=Step(_("See whose step it is"), _page(look, one.referral)),
        )
    return list(found.values())


def _titled(one: Referral) -> str:
    return f"{one.reference} {needs_in_words(one.needs)}"


def _page(look: Look, one: Referral) -> str:
    return page_of_referral(look.actor.network.slug, one.reference)


def _where(look: Look, **parts: object) -> dict[str, object]:
    return {"network": look.actor.network.slug, **parts}
