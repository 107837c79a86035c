"""What pausing or leaving does, before it is done."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, ngettext_lazy

from ccs.ui import moments
from organisations.members.models import Organisation
from organisations.standing.queries import Touched
from organisations.standing.registry import Open

# In the order of the counts of `leave_will`.
_LEAVING: Final = (
    ngettext_lazy(
        "%(n)d referral goes back to who asked.", "%(n)d referrals go back to who asked.", "n"
    ),
    ngettext_lazy(
        "%(n)d person you are helping is passed back to who asked, as a task to find other help.",
        "%(n)d people you are helping are passed back to who asked, as a task to find other help.",
        "n",
    ),
    ngettext_lazy(
        "%(n)d referral you sent stays with who has it.",
        "%(n)d referrals you sent stay with who has them.",
        "n",
    ),
    ngettext_lazy(
        "The desk takes on %(n)d need that is still open.",
        "The desk takes on %(n)d needs that are still open.",
        "n",
    ),
    ngettext_lazy("%(n)d service is withdrawn.", "%(n)d services are withdrawn.", "n"),
    ngettext_lazy(
        "%(n)d person can no longer sign in for this organisation.",
        "%(n)d people can no longer sign in for this organisation.",
        "n",
    ),
    ngettext_lazy("%(n)d API key stops working.", "%(n)d API keys stop working.", "n"),
)


def pause_will(touched: Touched, *, until: date | None, give_back: bool) -> list[str]:
    unanswered = sum(one.unanswered for one in touched.received)
    lines = [
        ngettext(
            "%(n)d service is paused. Nobody can send it a referral.",
            "%(n)d services are paused. Nobody can send them a referral.",
            touched.services,
        )
        % {"n": touched.services},
        _("It opens again by itself on %(day)s.") % {"day": moments.full_date(until)}
        if until
        else _("It opens again when one of you, or the desk, opens it."),
        _("Then every service is what it is now."),
    ]
    if give_back and unanswered:
        lines.append(
            ngettext(
                "%(n)d referral goes back to who asked, who can ask somebody else.",
                "%(n)d referrals go back to who asked, who can ask somebody else.",
                unanswered,
            )
            % {"n": unanswered}
        )
    kept = len(touched.received) - (unanswered if give_back else 0)
    if kept:
        lines.append(
            ngettext("You go on with %(n)d referral.", "You go on with %(n)d referrals.", kept)
            % {"n": kept}
        )
    return [*lines, _("Your people and the desk are told by email.")]


def leave_will(touched: Touched) -> list[str]:
    """What there is none of is not mentioned."""
    begun = sum(one.begun for one in touched.received)
    counts = (
        len(touched.received) - begun,
        begun,
        touched.sent,
        touched.needs,
        touched.services,
        touched.people,
        touched.keys,
    )
    counted = zip(_LEAVING, counts, strict=True)
    return [
        *(str(words % {"n": count}) for words, count in counted if count),
        _("The desk takes on your aftercare."),
        _("What you began and did not send is deleted after 30 days. Nobody can open it."),
        _("What others shared with you closes at once. Your own records stay, open to nobody."),
        _("The history stays. The desk can let the organisation back in."),
    ]


def open_lines(received: Sequence[Open]) -> list[str]:
    """Each referral that is open, by its reference."""
    return [
        _("%(reference)s: %(service)s, from %(sender)s. %(status)s.")
        % {
            "reference": one.reference,
            "service": one.service,
            "sender": one.sender,
            "status": one.status,
        }
        for one in received
    ]


def paused_in_words(organisation: Organisation) -> str:
    """Empty where it is not paused."""
    if organisation.paused_on is None:
        return ""
    if organisation.paused_until is None:
        return _("Paused for now: %(reason)s") % {"reason": organisation.paused_reason}
    return _("Paused until %(day)s: %(reason)s") % {
        "day": moments.full_date(organisation.paused_until),
        "reason": organisation.paused_reason,
    }
