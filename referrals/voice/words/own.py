"""What the person reads on their own page."""

from collections.abc import Collection, Sequence
from typing import Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from referrals.voice.words.items import items_in_words

# What stands between the things of a list, where it is not the comma and the semicolon of here.
_BETWEEN: Final = {"ar": "،؛", "fa": "،؛", "ur": "،؛"}


def in_a_row(things: Sequence[str]) -> str:
    """`food, clothing`, with the comma of the person's own script."""
    return f"{_between()[0]} ".join(things)


def _between() -> str:
    return _BETWEEN.get(get_language() or "", ",;")


def the_desk() -> str:
    return _("The people who coordinate the network")


def was_helped(who: str) -> str:
    return _("%(who)s has finished helping you with this.") % {"who": who}


def phone_ends_in(figures: str) -> str:
    return _("Your phone number ends in %(figures)s.") % {"figures": figures}


def safe_are(ways: Sequence[str]) -> str:
    if not ways:
        return _("You have not said how it is safe to contact you.")
    return _("Safe for you: %(ways)s.") % {"ways": in_a_row(ways)}


def since(day: str) -> str:
    return _("Since %(day)s") % {"day": day}


def until(day: str) -> str:
    return _("They cannot see it any more since %(day)s.") % {"day": day}


def you_told_them() -> str:
    return _("You told them what happened.")


def they_look_for_help() -> str:
    return _("They look for somebody who can help you.")


def asked_to_help_with(needs: str) -> str:
    return _("They were asked to help with: %(needs)s.") % {"needs": needs}


def read_in_emergency(*, time: str, day: str) -> str:
    return _(
        "Another team there opened what you told, at %(time)s on %(day)s. They said that somebody"
        " was in danger."
    ) % {"time": time, "day": day}


def were_told_of_it() -> str:
    return _(
        "The team there that has your request was told at once. So were the people who coordinate"
        " the network. Somebody checks whether it was right."
    )


def can_read_until(*, time: str, day: str) -> str:
    return _("They can read it until %(time)s on %(day)s.") % {"time": time, "day": day}


def can_read_no_more() -> str:
    return _("They cannot read it any more.")


def what_they_see(items: Collection[str], *, everything: bool) -> list[str]:
    seen = [
        _("your name and how to contact you"),
        _("what happened, what you need and what you want"),
    ]
    return [*seen, _("everything else you told")] if everything else [*seen, *items_in_words(items)]


def told_them() -> str:
    return _("Thank you. We have told them, and the people who coordinate the network.")


def told_before() -> str:
    return _("They know already. Somebody is looking into it.")


def changed() -> str:
    return _("Saved. We have told those who help you that it changed.")


def not_changed() -> str:
    return _("Nothing was changed.")


def no_number() -> str:
    return _("Enter a phone number, like 07700 900 982.")


def no_answer() -> str:
    return _("That did not match. Check it and try again.")


def too_often() -> str:
    return _("After 5 answers that do not match, you have to wait an hour.")


def code_sent() -> str:
    return _("If we have a safe way to reach you, a code is on its way. It works for 15 minutes.")


def will_not_ask() -> str:
    return _("We will not contact you later to ask how you are.")


def will_ask() -> str:
    return _("We may contact you later to ask how you are.")


def what_ends(names: Sequence[str]) -> list[str]:
    """Said before they change their mind."""
    lines = [
        _("Every request for help that is still open ends."),
        _("They are told at once, and asked to delete what they have about you."),
        _("Whoever you told first keeps their own notes. You can ask them about it."),
    ]
    if names:
        them = f"{_between()[1]} ".join(names)
        lines.insert(1, _("These can no longer see it: %(names)s.") % {"names": them})
    return lines


def cannot_end() -> str:
    return _(
        "The law lets some people share this without your agreement."
        " Call us if you do not want that."
    )
