"""What stands around every step: where one is, what is done, and what was typed before."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from ccs.tenancy.actor import Actor
from ccs.tenancy.held import proof_of
from ccs.ui import moments
from referrals.assessments.presenters.steps import STEPS, Standing, StepRow, address_of, step_rows
from referrals.drafts.models import KeptTyping
from referrals.drafts.recall import Kept

TOTAL = len(STEPS)


@dataclass(frozen=True, slots=True)
class TypedNotice:
    """What is said about something typed and not saved; `other` is the way to see the other one."""

    text: str
    row: str
    drop: str
    other: str
    other_text: str


@dataclass(frozen=True, slots=True)
class Frame:
    number: int
    done: list[StepRow]
    steps: str
    danger: str
    one_page: str
    by_steps: str
    keep_at: str
    by: str
    before: str
    typed: str
    notice: TypedNotice | None
    alarm: bool

    @property
    def caption(self) -> str | Promise:
        if not self.number:
            return _("Make a referral")
        return _("Make a referral: step %(number)s of %(total)s") % {
            "number": self.number,
            "total": TOTAL,
        }


def frame_of(
    actor: Actor,
    assessment_id: UUID,
    step: str,
    *,
    standing: Standing | None,
    kept: Kept,
    alarm: bool,
    now: datetime,
) -> Frame:
    network = actor.network.slug
    own = {"network": network, "assessment_id": assessment_id}
    rows = step_rows(network, assessment_id, standing, ())
    begun = standing is not None
    return Frame(
        number=list(STEPS).index(step) + 1 if step in STEPS else 0,
        done=[row for row in rows if row.href and row.state == "done" and row.name != step],
        steps=reverse("referrals:steps", kwargs=own) if begun else "",
        danger=reverse("referrals:danger", kwargs=own)
        if begun
        else reverse("referrals:danger_help", kwargs={"network": network}),
        one_page=_one_page(network, assessment_id, standing),
        by_steps=address_of(network, assessment_id, "who", begun=begun),
        keep_at=reverse("referrals:typed", kwargs={**own, "step": step}),
        by=proof_of(actor),
        before=kept.before,
        typed=str(kept.row.pk) if kept.row and kept.data is not None else "",
        notice=_notice(actor, own, kept, kept.row, now) if kept.row else None,
        alarm=alarm,
    )


def _one_page(network: str, assessment_id: UUID, standing: Standing | None) -> str:
    """Of a conversation that nobody sent: what was sent is not written again."""
    if standing and standing.sent:
        return ""
    name = "one_page_of" if standing else "one_page"
    kwargs = {"network": network} | ({"assessment_id": assessment_id} if standing else {})
    address = reverse(f"referrals:{name}", kwargs=kwargs)
    return address if standing else f"{address}?id={assessment_id}"


def _notice(
    actor: Actor, own: dict[str, object], kept: Kept, row: KeptTyping, now: datetime
) -> TypedNotice:
    shown = kept.data is not None
    when = {"when": moments.clock(row.kept_at), "name": row.member.name}
    if localtime(row.kept_at).date() != localtime(now).date():
        when["when"] = moments.at(row.kept_at, now)
    return TypedNotice(
        text=_words(mine=row.member_id == actor.member_id, both=kept.both, shown=shown) % when,
        row=str(row.pk),
        drop=reverse("referrals:typed", kwargs={**own, "step": row.step}),
        other="" if not kept.both else ("?typed=no" if shown else "?typed=yes"),
        other_text=_("Show what is saved") if shown else _("Show what was typed"),
    )


def _words(*, mine: bool, both: bool, shown: bool) -> str:
    if not both and mine:
        return _("We kept what you typed at %(when)s. It is not saved yet.")
    if not both:
        return _("%(name)s typed this at %(when)s and has not saved it.")
    if shown:
        return _(
            "You see what %(name)s typed at %(when)s. This page was saved since, with something"
            " else. If you save, that goes."
        )
    return _(
        "You see what is saved. Before that, at %(when)s, %(name)s typed something else and did"
        " not save it."
    )
