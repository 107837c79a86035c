"""What will happen, in sentences; and when somebody was last here."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ccs.ui import moments
from organisations.members.models import Membership
from organisations.people.leaving import Consequences
from organisations.people.rules import closes_on


def going(found: Consequences, *, oneself: bool) -> list[str]:
    """Of leaving altogether."""
    first = (
        _("You cannot open anything in this network from then on.")
        if oneself
        else _("They cannot open anything in this network from now on.")
    )
    return [first, *work_goes(found), _invited_again(oneself=oneself)]


def work_goes(found: Consequences) -> list[str]:
    """What becomes of the work, of going or of working in fewer teams."""
    lines = [_referrals(found.assigned)]
    if found.teams:
        lines.append(
            _("What was begun and not sent stays with the team: %(teams)s.")
            % {"teams": ", ".join(found.teams)}
        )
        lines.append(_("The team is told by email, without a name."))
    if found.stands_in_for:
        lines.append(
            ngettext(
                "%(n)d colleague who is away loses their stand-in.",
                "%(n)d colleagues who are away lose their stand-in.",
                found.stands_in_for,
            )
            % {"n": found.stands_in_for}
        )
    lines += [_emptied(name, count) for name, count in found.emptied]
    return lines


def seen_in_words(person: Membership) -> str:
    """For who looks after people; what was asked and not answered says more than the day."""
    today = timezone.localdate()
    if person.seen_on is None:
        seen = _("Has never been here")
    else:
        seen = _("Last here %(day)s") % {"day": _day(person.seen_on, today)}
    asked = person.asked_on
    if asked is None or (person.seen_on is not None and person.seen_on >= asked):
        return seen
    return _("%(seen)s. Asked whether they still need this; closes on %(day)s.") % {
        "seen": seen,
        "day": moments.full_date(closes_on(asked)),
    }


def _day(day: date, today: date) -> str:
    return _("today") if day == today else moments.full_date(day)


def _referrals(count: int) -> str:
    if not count:
        return _("No referral is in their name, so none changes hands.")
    return ngettext(
        "%(n)d referral that was given to them goes back to the team.",
        "%(n)d referrals that were given to them go back to the team.",
        count,
    ) % {"n": count}


def _emptied(name: str, count: int) -> str:
    if not count:
        return _("Nobody else works in %(team)s.") % {"team": name}
    return ngettext(
        "Nobody else works in %(team)s, where %(n)d thing is open. Invite somebody first, or"
        " the desk hears of it in the morning.",
        "Nobody else works in %(team)s, where %(n)d things are open. Invite somebody first,"
        " or the desk hears of it in the morning.",
        count,
    ) % {"team": name, "n": count}


def _invited_again(*, oneself: bool) -> str:
    return _("You can be invited again.") if oneself else _("You can invite them again later.")
