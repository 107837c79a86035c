"""What somebody did while the page of a referral was open, in a sentence."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ccs.tenancy.actor import Actor
from ccs.ui import moments
from referrals.referrals.models import ReferralEvent
from referrals.referrals.presenters.history import event_in_words
from referrals.referrals.rules import EventKind

_SAID: Final[dict[str, Promise]] = {
    EventKind.SEEN: gettext_lazy("%(who)s opened this at %(time)s."),
    EventKind.ACCEPTED: gettext_lazy("%(who)s accepted this at %(time)s."),
    EventKind.UNDONE: gettext_lazy("%(who)s undid accepting this at %(time)s."),
    EventKind.DECLINED: gettext_lazy("%(who)s declined this at %(time)s."),
    EventKind.RETURNED: gettext_lazy("%(who)s asked a question at %(time)s."),
    EventKind.ANSWERED: gettext_lazy("%(who)s answered the question at %(time)s."),
    EventKind.WITHDRAWN: gettext_lazy("%(who)s took this back at %(time)s."),
    EventKind.MESSAGE: gettext_lazy("%(who)s wrote a message at %(time)s."),
    EventKind.CONTACT: gettext_lazy("%(who)s spoke to the person at %(time)s."),
    EventKind.ATTEMPT: gettext_lazy("%(who)s tried to reach the person at %(time)s."),
    EventKind.CLOSED: gettext_lazy("%(who)s closed this at %(time)s."),
    EventKind.FORWARDED: gettext_lazy("%(who)s passed this on at %(time)s."),
    EventKind.REOPENED: gettext_lazy("%(who)s opened this again at %(time)s."),
}
_ELSE: Final = gettext_lazy("%(what)s, by %(who)s at %(time)s.")
_BY_NOBODY: Final = gettext_lazy("%(what)s, at %(time)s.")


def change_in_words(event: ReferralEvent, *, actor: Actor) -> str:
    time = moments.clock(event.at)
    if event.actor_id == actor.identity:
        return _("You changed this in another window at %(time)s.") % {"time": time}
    said = _SAID.get(event.kind, _ELSE) if event.by_name else _BY_NOBODY
    words = {"who": event.by_name, "time": time, "what": event_in_words(event)}
    return str(said) % words
