"""The history of agreements in words, who holds what under them, and what would end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from ccs.ui import moments
from networks.networks.models import Network
from organisations.members.presenters import full_name
from referrals.clients.models import Share
from referrals.consent.models import Basis, Consent
from referrals.consent.why import WhyShared, how_agreed, recorded, why_shared


@dataclass(frozen=True, slots=True)
class HeldBy:
    name: str
    why: WhyShared


def history_of(agreements: Sequence[Consent], *, now: datetime) -> list[dict[str, str]]:
    """Newest first, for a timeline: each as it was recorded, and how it ended."""
    shown = []
    for one in agreements:
        if one.withdrawn_at:
            shown.append(
                {
                    "title": _("They changed their mind"),
                    "by": one.withdrawn_name or _("The person themselves"),
                    "when": moments.at(one.withdrawn_at, now),
                    "machine": moments.machine(one.withdrawn_at),
                    "text": one.withdrawn_reason,
                }
            )
        shown.append(
            {
                "title": how_agreed(one),
                "by": recorded(one),
                "when": moments.at(one.recorded_at, now),
                "machine": moments.machine(one.recorded_at),
                "text": _about(one, now),
            }
        )
    return shown


def shared_with(
    shares: Sequence[Share], agreements: Sequence[Consent], *, network: Network
) -> list[HeldBy]:
    under = {one.pk: one for one in agreements}
    return [
        HeldBy(
            full_name(share.team),
            why_shared(
                under.get(share.consent_id) if share.consent_id else None,
                to=[full_name(share.team)],
                items=share.items,
                network=network,
            ),
        )
        for share in shares
    ]


def can_be_taken_back(agreements: Sequence[Consent]) -> bool:
    return any(one.basis == Basis.CONSENT and one.withdrawn_at is None for one in agreements)


def what_will_end(shares: Sequence[Share], agreements: Sequence[Consent]) -> list[str]:
    """Said before. Who holds it is named to the team that was told the story, and to no other."""
    other = {one.pk for one in agreements if one.basis != Basis.CONSENT}
    ends = [full_name(share.team) for share in shares if share.consent_id not in other]
    stays = [full_name(share.team) for share in shares if share.consent_id in other]
    words = [
        _("Every referral made under this agreement that is still open ends."),
        _("Nobody who was asked sees the person’s name or story any more: not your team either.")
        if not ends
        else _("%(names)s no longer see the person’s name or story.")
        % {"names": "; ".join(dict.fromkeys(ends))},
        _("They are told at once, and asked to delete their copies."),
        _("The team that was told the story first keeps its own record."),
    ]
    if stays:
        words.append(
            _("What the law lets be shared without their agreement stays with %(names)s.")
            % {"names": "; ".join(dict.fromkeys(stays))}
        )
    return words


def _about(consent: Consent, now: datetime) -> str:
    lines = [consent.reason]
    if consent.expires_at and consent.withdrawn_at is None:
        day = moments.full_date(localtime(consent.expires_at).date())
        over = consent.expires_at <= now
        words = _("It was over on %(date)s.") if over else _("It holds until %(date)s.")
        lines.append(words % {"date": day})
    return "\n".join(line for line in lines if line)
