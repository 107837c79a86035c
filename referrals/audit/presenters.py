"""Acts as rows of words: who, what, about what, when."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.audit.models import AuditRecord
from ccs.exports.tables import Table
from ccs.tenancy.actor import Actor
from ccs.ui import moments
from organisations.members.models import Membership, Organisation
from organisations.roles.models import ApiKey
from organisations.roles.rules import can_coordinate
from referrals.audit.queries import named
from referrals.audit.words import Subject, about_in_words, in_words
from referrals.referrals.models import Referral


@dataclass(frozen=True, slots=True)
class Names:
    """What the rows of one page are called: three queries, however many rows."""

    members: dict[UUID, str]
    keys: dict[UUID, str]
    organisations: dict[UUID, str]
    references: dict[UUID, str]


def names_for(rows: Collection[AuditRecord], *, actor: Actor) -> Names:
    """Names of people for those who may know them: their manager, the desk, and themselves."""
    own = [row for row in rows if _is_own(row, actor)]
    organisations = {key for row in rows for key in row.organisation_ids}
    referrals = {row.subject_id for row in rows if row.subject_kind == Subject.REFERRAL}
    return Names(
        members=named(Membership, {row.member_id for row in own if row.member_id}),
        keys=named(ApiKey, {row.key_id for row in own if row.key_id}),
        organisations=named(Organisation, organisations),
        references=named(Referral, referrals, by="reference"),
    )


def acts_shown(rows: Sequence[AuditRecord], *, actor: Actor) -> list[dict[str, Any]]:
    names = names_for(rows, actor=actor)
    return [
        {
            "when": _moment(row.at),
            "machine": moments.machine(row.at),
            "who": who(row, names),
            "what": str(in_words(row.action)),
            "about": about(row, names),
            "href": _href(row, names, actor.network.slug),
        }
        for row in rows
    ]


def acts_table(rows: Sequence[AuditRecord], *, actor: Actor) -> Table:
    names = names_for(rows, actor=actor)
    return Table(
        title=_("Who did what"),
        heads=[_("When"), _("Who"), _("What they did"), _("About")],
        rows=[
            [row.at, who(row, names), str(in_words(row.action)), about(row, names)] for row in rows
        ],
    )


def who(row: AuditRecord, names: Names) -> str:
    """A name where it may be known; else the organisation's alone."""
    if row.member_id in names.members:
        return names.members[row.member_id]
    if row.key_id in names.keys:
        return _("The API key “%(name)s”") % {"name": names.keys[row.key_id]}
    works_at = ", ".join(sorted(names.organisations.get(key, "") for key in row.organisation_ids))
    if row.key_id:
        return _("An API key of %(organisation)s") % {"organisation": works_at or _("the network")}
    if row.member_id:
        return _("Somebody at %(organisation)s") % {"organisation": works_at or _("the desk")}
    return _who_is_no_member(row)


def _who_is_no_member(row: AuditRecord) -> str:
    """An account that belongs to no organisation here oversees the programme."""
    if row.user_id:
        return _("The programme’s team")
    if row.action.startswith("person."):
        return _("The person themselves")
    return _("By itself")


def about(row: AuditRecord, names: Names) -> str:
    reference = names.references.get(row.subject_id)
    if reference:
        return _("Referral %(reference)s") % {"reference": reference}
    return str(about_in_words(row.subject_kind)).capitalize()


def _href(row: AuditRecord, names: Names, network: str) -> str:
    reference = names.references.get(row.subject_id)
    if not reference:
        return ""
    return reverse("referrals:detail", kwargs={"network": network, "reference": reference})


def _is_own(row: AuditRecord, actor: Actor) -> bool:
    if can_coordinate(actor) or row.member_id == actor.member_id:
        return True
    return bool(set(row.organisation_ids) & set(actor.managed))


def _moment(at: datetime) -> str:
    """To the minute: who looks into something compares times."""
    local = timezone.localtime(at)
    return f"{moments.full_date(local.date())}, {local:%H:%M}"
