"""Drafts in finished sentences."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.tenancy.actor import Actor
from ccs.ui import moments
from organisations.needs.rules import need_labels
from referrals.drafts.queries import Draft
from referrals.drafts.rules import deleted_at, is_warned_of


@dataclass(frozen=True, slots=True)
class DraftShown:
    """One line. `deleted_on` is said when it is near; `keep` is where the button posts."""

    title: str
    href: str
    facts: list[str]
    deleted_on: str
    keep: str


def drafts_shown(drafts: Iterable[Draft], actor: Actor, *, now: datetime) -> list[DraftShown]:
    return [_shown(draft, actor, now) for draft in drafts]


def deleted_on(changed_at: datetime, *, now: datetime) -> str:
    """The day, once whoever wrote it down has been warned."""
    if not is_warned_of(changed_at, now=now):
        return ""
    return moments.long_date(timezone.localdate(deleted_at(changed_at)), now)


def _shown(draft: Draft, actor: Actor, now: datetime) -> DraftShown:
    own = {"network": actor.network.slug, "assessment_id": draft.assessment_id}
    near = deleted_on(draft.changed_at, now=now)
    return DraftShown(
        title=draft.name or _("Started, not yet named"),
        href=reverse("referrals:steps", kwargs=own),
        facts=[
            ", ".join(need_labels(list(draft.needs))) or _("No needs written down yet"),
            _begun(draft, actor, now),
        ],
        deleted_on=near,
        keep=reverse("referrals:keep_longer", kwargs=own) if near and draft.is_named else "",
    )


def _begun(draft: Draft, actor: Actor, now: datetime) -> str:
    when = {"when": moments.ago(draft.since, now), "name": draft.by}
    if draft.by_id == actor.member_id:
        return _("Started by you %(when)s") % when
    return (_("Started by %(name)s %(when)s") if draft.by else _("Started %(when)s")) % when
