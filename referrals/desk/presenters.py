from collections.abc import Sequence

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ccs.ui import moments, phones
from referrals.clocks.models import Finding
from referrals.desk.queries import QuietTeam
from referrals.referrals.presenters.wording import page_of_referral


def emails_in_words(count: int) -> str:
    """Empty when every email went out."""
    if not count:
        return ""
    return ngettext(
        "%(n)d email could not be sent, after many tries.",
        "%(n)d emails could not be sent, after many tries.",
        count,
    ) % {"n": count}


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
