"""What a move does, said before it and after it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from referrals.referrals.models import Referral


@dataclass(frozen=True, slots=True)
class Words:
    """`asked` is what the other team wrote, where this answers it."""

    title: str
    button: str
    will_happen: list[str]
    done: str
    warning: bool = False
    asked: str = ""


def declining(referral: Referral) -> Words:
    sender = {"team": referral.from_name}
    return Words(
        title=_("Decline this referral"),
        button=_("Decline"),
        warning=True,
        will_happen=[
            _("%(team)s is told at once, with your reason.") % sender,
            _("Your team no longer sees the person’s name or story."),
            _("%(team)s looks for other help. You do not need to.") % sender,
        ],
        done=_("You have declined this. %(team)s has been told.") % sender,
    )


def nobody_found(referral: Referral) -> Words:
    sender = {"team": referral.from_name}
    return Words(
        title=_("Nobody can help"),
        button=_("Say that nobody can help"),
        warning=True,
        will_happen=[
            _("%(team)s is told at once, with your reason.") % sender,
            _("The desk no longer sees the person’s name or story."),
            _("The needs stay open with %(team)s, as a task with a time.") % sender,
        ],
        done=_("%(team)s has been told that nobody was found.") % sender,
    )


def desk_asking(referral: Referral) -> Words:
    sender = {"team": referral.from_name}
    return Words(
        title=_("Ask the referrer"),
        button=_("Ask"),
        will_happen=[
            _("%(team)s is told at once, and answers you here.") % sender,
            _("The time you have stops until they answer."),
            _("What you asked other services is over: ask them again after the answer."),
        ],
        done=_("You have asked. %(team)s has been told.") % sender,
    )


def withdrawing(referral: Referral) -> Words:
    receiver = {"team": referral.to_name or _("The desk")}
    return Words(
        title=_("Take this referral back"),
        button=_("Take it back"),
        warning=True,
        will_happen=[
            _("%(team)s is told at once.") % receiver,
            _("%(team)s no longer sees the person’s name or story.") % receiver,
            _("What you wrote down stays with your team. You can refer again."),
        ],
        done=_("You have taken this back. %(team)s has been told.") % receiver,
    )


def asking(referral: Referral) -> Words:
    sender = {"team": referral.from_name}
    return Words(
        title=_("Ask a question"),
        button=_("Ask"),
        will_happen=[
            _("%(team)s is told at once, and answers you here.") % sender,
            _("The time you have to decide stops until they answer."),
            _("Your team still sees the person’s details."),
        ],
        done=_("You have asked. %(team)s has been told.") % sender,
    )


def answering(referral: Referral, *, question: str) -> Words:
    receiver = {"team": referral.to_name or _("The desk")}
    return Words(
        title=_("Answer the question"),
        button=_("Send the answer"),
        asked=question,
        will_happen=[
            _("%(team)s is told at once.") % receiver,
            _("Then it is their turn again: they accept or decline."),
        ],
        done=_("You have answered. %(team)s has been told.") % receiver,
    )


def closing(referral: Referral) -> Words:
    sender = {"team": referral.from_name}
    return Words(
        title=_("Close this referral"),
        button=_("Close it"),
        will_happen=[
            _("%(team)s is told what came of it.") % sender,
            _("Both teams can still read it."),
        ],
        done=_("You have closed this. %(team)s has been told.") % sender,
    )
