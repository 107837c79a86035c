"""The desk in words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ccs.outbox.models import Channel
from ccs.tenancy.actor import Actor
from ccs.ui import moments, phones
from organisations.capacity.models import Capacity
from organisations.capacity.rules import UnmetReason
from organisations.members.presenters import full_name
from organisations.needs.rules import NEEDS
from referrals.clocks.models import Finding
from referrals.desk.queries import QuietTeam
from referrals.referrals.presenters.wording import page_of_referral

# Heads of columns: shorter than the sentences they stand for.
REASONS: Final[dict[UnmetReason, Promise]] = {
    UnmetReason.NOBODY: gettext_lazy("Nobody offers it"),
    UnmetReason.PAUSED: gettext_lazy("Paused or full"),
    UnmetReason.RULED_OUT: gettext_lazy("Nobody takes them"),
    UnmetReason.DECLINED: gettext_lazy("All said no"),
}


@dataclass(frozen=True, slots=True)
class UnmetRow:
    """A need, how often for each reason in their order, how often in all, and details given."""

    need: str
    counts: list[int]
    total: int
    given: int


def unmet_rows(counted: Mapping[tuple[str, str], int], given: Mapping[str, int]) -> list[UnmetRow]:
    """What was short most often first."""
    rows = []
    for code, label in NEEDS.items():
        counts = [counted.get((code, reason), 0) for reason in REASONS]
        if any(counts) or given.get(code):
            rows.append(UnmetRow(str(label), counts, sum(counts), given.get(code, 0)))
    return sorted(rows, key=lambda row: (-row.total, -row.given))


def unsent_in_words(counts: Mapping[str, int]) -> str:
    """By channel; empty when every message went out."""
    emails, texts = counts.get(Channel.EMAIL, 0), counts.get(Channel.SMS, 0)
    of_emails = ngettext(
        "%(n)d email could not be sent, after many tries.",
        "%(n)d emails could not be sent, after many tries.",
        emails,
    ) % {"n": emails}
    of_texts = ngettext(
        "%(n)d text message could not be sent, after many tries.",
        "%(n)d text messages could not be sent, after many tries.",
        texts,
    ) % {"n": texts}
    return " ".join([of_emails] * bool(emails) + [of_texts] * bool(texts))


def findings_shown(network: str, findings: Sequence[Finding]) -> list[dict[str, str]]:
    return [
        {
            "href": page_of_referral(network, finding.referral.reference),
            "reference": finding.referral.reference,
            "text": str(Finding.Kind(finding.kind).label),
        }
        for finding in findings
    ]


def quiet_shown(teams: Sequence[QuietTeam]) -> list[tuple[str, str]]:
    """Each with whom to ring."""
    return [
        (team.name, " ".join(filter(None, [_quiet(team), phones.shown(team.phone)])))
        for team in teams
    ]


def _quiet(team: QuietTeam) -> str:
    if not team.has_people:
        return _("Nobody works in this team.")
    if team.last_sign_in is None:
        return _("Nobody has signed in yet.")
    day = moments.full_date(localtime(team.last_sign_in).date())
    return _("Nobody has signed in since %(day)s.") % {"day": day}


def unconfirmed_shown(
    capacities: Iterable[Capacity], actor: Actor, now: datetime
) -> list[dict[str, Any]]:
    """Services of which nobody said lately what they take, as a list shows them."""
    rows = []
    for row in capacities:
        day = moments.long_date(localtime(row.confirmed_at).date(), now)
        where = {"network": actor.network.slug, "service_id": row.service_id}
        rows.append(
            {
                "href": reverse("organisations:service", kwargs=where),
                "title": row.service.name,
                "facts": [
                    full_name(row.service.team),
                    _("Last confirmed on %(day)s") % {"day": day},
                ],
            }
        )
    return rows
