"""What a move does, said before it and after it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from referrals.referrals.models import Referral
from referrals.referrals.presenters.wording import receiver_of


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
    receiver = {"team": receiver_of(referral)}
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
    receiver = {"team": receiver_of(referral)}
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


def telling_gains(referral: Referral) -> Words:
    sender = {"team": referral.from_name}
    return Words(
        title=_("What came of it"),
        button=_("Save"),
        will_happen=[
            _("It takes the place of what was written down before, which stays in the history."),
            _("%(team)s can read it too.") % sender,
        ],
        done=_("Saved. Both teams can read it."),
    )


def telling_learnt() -> Words:
    """By the team that was told the story, of no one referral."""
    return Words(
        title=_("Add what came of it"),
        button=_("Save"),
        will_happen=[
            _("This is about your own help, or the whole story. Your team alone reads it."),
            _("What other teams wrote down of their help stays as it is."),
        ],
        done=_("Saved. Your team can read it."),
    )


def undoing(referral: Referral) -> Words:
    sender = {"team": referral.from_name}
    return Words(
        title=_("Undo accepting this referral"),
        button=_("Undo accepting"),
        will_happen=[
            _("It waits for your team’s answer again, with the time that was left."),
            _("It is given to nobody in person any more."),
            _("%(team)s is told.") % sender,
        ],
        done=_("Undone. It waits for your team’s answer again. %(team)s has been told.") % sender,
    )


def assigning(referral: Referral) -> Words:
    return Words(
        title=_("Give this to somebody in your team"),
        button=_("Give it"),
        will_happen=[
            _("They get an email. You do not need to tell them."),
            _("The times by which something must happen stay as they are."),
        ],
        done=_("Done. Whoever has it now has been told."),
    )


def reopening(referral: Referral) -> Words:
    sender = {"team": referral.from_name}
    first = (
        _("It is in progress again.")
        if referral.first_contact_at
        else _("It waits for the first call to the person again.")
    )
    return Words(
        title=_("Open this referral again"),
        button=_("Open it again"),
        will_happen=[
            first,
            _("%(team)s and your team are told.") % sender,
            _("What was written down about it stays."),
        ],
        done=_("Open again. %(team)s has been told.") % sender,
    )


def passing_on(referral: Referral) -> Words:
    sender = {"team": referral.from_name}
    return Words(
        title=_("Pass this on to another service"),
        button=_("Pass it on"),
        will_happen=[
            _("The other team gets the story and what it needs to know, and is told at once."),
            _("Your referral closes as referred on. Your team can still read it."),
            _("%(team)s is told, and sees where it went.") % sender,
            _("The other team asks you if it has questions."),
        ],
        done=_("Passed on. %(team)s has been told, and sees where it went.") % sender,
    )
