"""The referral's states: who may move it, from where, to where, and who is told (`domain.md`)."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Status(TextChoices):
    DRAFT = "draft", _("Draft")
    WITH_BROKER = "with_broker", _("With the desk")
    SENT = "sent", _("Waiting for an answer")
    RETURNED = "returned", _("Question asked")
    ACCEPTED = "accepted", _("Accepted")
    IN_PROGRESS = "in_progress", _("In progress")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    CLOSED = "closed", _("Closed")


ENDED: Final = ("declined", "withdrawn", "closed")
OPEN: Final = ("draft", "with_broker", "sent", "returned", "accepted", "in_progress")

# While these last, the two sides can write to each other.
THREAD_IS_OPEN: Final = (
    "with_broker", "sent", "returned", "accepted", "in_progress", "closed",
)  # fmt: skip


class DeclineReason(TextChoices):
    NO_CAPACITY = "no_capacity", _("We have no room")
    NOT_ELIGIBLE = "not_eligible", _("They are not eligible")
    OUT_OF_AREA = "out_of_area", _("Outside our area")
    NOT_WHAT_WE_DO = "not_what_we_do", _("Not what we do")
    DUPLICATE = "duplicate", _("We already have this referral")
    ALREADY_OUR_CLIENT = "already_our_client", _("We already help this person")
    NOT_ENOUGH_INFORMATION = "not_enough_information", _("Not enough information")
    UNSAFE_FOR_US = "unsafe_for_us", _("We cannot help safely")
    OTHER = "other", _("Another reason")


# The desk has asked everybody: where nobody can help, it does not speak of itself.
_OF_NOBODY = {
    DeclineReason.NO_CAPACITY: _("Nobody has room"),
    DeclineReason.NOT_ELIGIBLE: _("They are eligible for nothing that there is"),
    DeclineReason.OUT_OF_AREA: _("Nobody works in their area"),
    DeclineReason.NOT_WHAT_WE_DO: _("Nobody does what they need"),
    DeclineReason.DUPLICATE: _("Somebody already has this referral"),
    DeclineReason.ALREADY_OUR_CLIENT: _("Somebody already helps this person"),
    DeclineReason.UNSAFE_FOR_US: _("Nobody can help safely"),
}


def why_declined(reason: str, *, by_desk: bool) -> str:
    """The reason as who gave it would say it."""
    code = DeclineReason(reason)
    return str(_OF_NOBODY.get(code, code.label) if by_desk else code.label)


class Outcome(TextChoices):
    HELPED_IN_FULL = "helped_in_full", _("Helped in full")
    HELPED_IN_PART = "helped_in_part", _("Helped in part")
    COULD_NOT_REACH = "could_not_reach", _("Could not reach them")
    NO_LONGER_WANTED = "no_longer_wanted", _("No longer wanted")
    NOT_ELIGIBLE = "not_eligible", _("Not eligible after all")
    REFERRED_ON = "referred_on", _("Referred on")


class EventKind(TextChoices):
    SENT = "sent", _("Sent")
    WITH_BROKER = "with_broker", _("Sent to the desk")
    PLACED = "placed", _("The desk chose a service")
    SPLIT = "split", _("The desk split it by need")
    OFFERED = "offered", _("The desk asked services whether they can help")
    SEEN = "seen", _("Opened by the receiving team")
    RETURNED = "returned", _("Question asked")
    ANSWERED = "answered", _("Question answered")
    ACCEPTED = "accepted", _("Accepted")
    UNDONE = "undone", _("Accepting was undone")
    ASSIGNED = "assigned", _("Given to a worker")
    HANDED_ON = "handed_on", _("Given to another team of the same organisation")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    REVOKED = "revoked", _("The person took back their agreement")
    COPIES_DELETED = "copies_deleted", _("Said that they have deleted their copies")
    MESSAGE = "message", _("Message written")
    CONTACT = "contact", _("Spoke to the person")
    ATTEMPT = "attempt", _("Tried to reach the person")
    POSTPONED = "postponed", _("Will try to reach the person again later")
    CLOSED = "closed", _("Closed")
    GAINS = "gains", _("What came of it was written down")
    NOT_CALLED = "not_called", _("The person said that nobody has called")
    CONTACT_CHANGED = "contact_changed", _("The person changed how to reach them")
    CARD_FAILED = "card_failed", _("The card for the person did not arrive")
    ASKED_HOW = "asked_how", _("The person said how it went")
    FORWARDED = "forwarded", _("Passed on")
    REOPENED = "reopened", _("Opened again")
    ESCALATED = "escalated", _("Passed to the desk: nobody acted in time")
    HANDED_BACK = "handed_back", _("The desk gave the step back")
    EMERGENCY = "emergency", _("Read in an emergency, by another team of the same organisation")


# What the other side wants to hear of when it next comes by.
NEWS: Final = (
    "placed", "accepted", "undone", "declined", "returned", "answered", "withdrawn", "revoked",
    "message", "forwarded", "closed", "reopened",
)  # fmt: skip


class Way(TextChoices):
    PHONE = "phone", _("Phone")
    TEXT = "text", _("Text message")
    EMAIL = "email", _("Email")
    IN_PERSON = "in_person", _("In person")
    POST = "post", _("Letter")


class Side(TextChoices):
    SENDER = "sender", _("The referring team")
    RECEIVER = "receiver", _("The receiving team")
    DESK = "desk", _("The desk")
    EITHER = "either", _("Any team that was asked, or asked")
    NOBODY = "nobody", _("Nobody")


# The moves by which whoever has it brings it to an end.
ENDINGS: Final = frozenset({"decline", "desk_decline", "withdraw", "close"})
# The sides that hold the letter; the desk does only while the referral is with it.
PARTIES: Final = frozenset({Side.SENDER, Side.RECEIVER})


@dataclass(frozen=True, slots=True)
class Move:
    """One row of the table. `tells` are the sides that get an email; without `after` it stays."""

    name: str
    before: tuple[Status, ...]
    after: Status | None
    by: Side
    needs: str = ""
    tells: tuple[Side, ...] = ()


_RUNNING: Final = (
    Status.WITH_BROKER, Status.SENT, Status.RETURNED, Status.ACCEPTED, Status.IN_PROGRESS,
)  # fmt: skip

MOVES: Final[dict[str, Move]] = {
    move.name: move
    for move in (
        Move(
            "send",
            (Status.DRAFT,),
            Status.SENT,
            Side.SENDER,
            "consent, an open service",
            (Side.RECEIVER,),
        ),
        Move(
            "send_to_desk",
            (Status.DRAFT,),
            Status.WITH_BROKER,
            Side.SENDER,
            "consent that names the desk",
            (Side.DESK,),
        ),
        Move(
            "place",
            (Status.WITH_BROKER,),
            Status.SENT,
            Side.DESK,
            "an open service",
            (Side.RECEIVER, Side.SENDER),
        ),
        Move(
            "desk_decline",
            (Status.WITH_BROKER,),
            Status.DECLINED,
            Side.DESK,
            "a reason",
            (Side.SENDER,),
        ),
        Move(
            "desk_return",
            (Status.WITH_BROKER,),
            Status.RETURNED,
            Side.DESK,
            "a question",
            (Side.SENDER,),
        ),
        Move(
            "desk_answer",
            (Status.RETURNED,),
            Status.WITH_BROKER,
            Side.SENDER,
            "an answer to the desk",
            (Side.DESK,),
        ),
        Move("accept", (Status.SENT,), Status.ACCEPTED, Side.RECEIVER, "", (Side.SENDER,)),
        Move(
            "undo",
            (Status.ACCEPTED,),
            Status.SENT,
            Side.RECEIVER,
            "no contact yet",
            (Side.SENDER,),
        ),
        Move("decline", (Status.SENT,), Status.DECLINED, Side.RECEIVER, "a reason", (Side.SENDER,)),
        Move(
            "give_back",
            (Status.SENT, Status.RETURNED, Status.ACCEPTED),
            Status.DECLINED,
            Side.RECEIVER,
            "its organisation pauses or leaves, nobody has reached the person",
            (Side.SENDER,),
        ),
        Move(
            "return", (Status.SENT,), Status.RETURNED, Side.RECEIVER, "a question", (Side.SENDER,)
        ),
        Move("answer", (Status.RETURNED,), Status.SENT, Side.SENDER, "an answer", (Side.RECEIVER,)),
        Move(
            "withdraw",
            (Status.SENT, Status.RETURNED, Status.WITH_BROKER),
            Status.WITHDRAWN,
            Side.SENDER,
            "",
            (Side.RECEIVER, Side.DESK),
        ),
        Move(
            "revoke",
            _RUNNING,
            Status.WITHDRAWN,
            Side.EITHER,
            "the person has taken back their agreement",
            (Side.SENDER, Side.RECEIVER, Side.DESK),
        ),
        Move(
            "assign",
            (Status.SENT, Status.ACCEPTED, Status.IN_PROGRESS),
            None,
            Side.RECEIVER,
            "a worker of the team",
        ),
        Move(
            "contact", (Status.ACCEPTED,), Status.IN_PROGRESS, Side.RECEIVER, "first contact made"
        ),
        Move(
            "attempt",
            (Status.ACCEPTED, Status.IN_PROGRESS),
            None,
            Side.RECEIVER,
            "how it was tried",
        ),
        Move(
            "forward",
            (Status.SENT, Status.ACCEPTED, Status.IN_PROGRESS),
            Status.CLOSED,
            Side.RECEIVER,
            "leave to pass it on, an open service",
            (Side.SENDER,),
        ),
        Move(
            "close",
            (Status.ACCEPTED, Status.IN_PROGRESS),
            Status.CLOSED,
            Side.RECEIVER,
            "an outcome",
            (Side.SENDER,),
        ),
        Move(
            "reopen",
            (Status.CLOSED,),
            Status.IN_PROGRESS,
            Side.RECEIVER,
            "a reason, within 28 days, the person was reached before",
            (Side.SENDER,),
        ),
        Move(
            "reopen_to_contact",
            (Status.CLOSED,),
            Status.ACCEPTED,
            Side.RECEIVER,
            "a reason, within 28 days, nobody has reached the person",
            (Side.SENDER,),
        ),
        Move(
            "hand_back",
            (Status.SENT, Status.RETURNED, Status.ACCEPTED),
            None,
            Side.DESK,
            "passed to the desk by the clock",
        ),
    )
}

# In how many working days somebody who was not reached may be tried again.
LATER: Final = (1, 3, 5, 10)
# So long what was closed can be opened again.
REOPEN_DAYS: Final = 28

# Who acts next in each status.
OWNER: Final[dict[Status, Side]] = {
    Status.DRAFT: Side.SENDER,
    Status.WITH_BROKER: Side.DESK,
    Status.SENT: Side.RECEIVER,
    Status.RETURNED: Side.SENDER,
    Status.ACCEPTED: Side.RECEIVER,
    Status.IN_PROGRESS: Side.RECEIVER,
    Status.DECLINED: Side.NOBODY,
    Status.WITHDRAWN: Side.NOBODY,
    Status.CLOSED: Side.NOBODY,
}

# Without 0, 1, B, I, O, 5, S, 2, Z: read out over the telephone without being misheard.
_ALPHABET: Final = "346789ACDEFGHJKLMNPQRTUVWXY"
_LENGTH: Final = 8


def failed_in_a_row(kinds: Iterable[str]) -> int:
    """Of what happened, newest first: the calls that failed since anybody spoke to the person.

    None once somebody has said when they will try again, until that fails too.
    """
    failed = 0
    for kind in kinds:
        if kind == EventKind.POSTPONED and not failed:
            return 0
        if kind in (EventKind.CONTACT, EventKind.ACCEPTED, EventKind.REOPENED):
            break
        failed += kind == EventKind.ATTEMPT
    return failed


def reopening(*, contacted: bool) -> str:
    """Which move opens a closed referral again: who was never reached is still to be called."""
    return "reopen" if contacted else "reopen_to_contact"


def reopen_until(ended_at: datetime) -> datetime:
    return ended_at + timedelta(days=REOPEN_DAYS)


def may_still_reopen(ended_at: datetime | None, now: datetime) -> bool:
    return ended_at is not None and now < reopen_until(ended_at)


def new_reference() -> str:
    """Eight characters in two groups, from a source that cannot be guessed."""
    drawn = "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
    return f"{drawn[:4]}-{drawn[4:]}"


def normalise_reference(typed: str) -> str:
    """What a person typed, in any case and spacing, as a reference; or an empty string."""
    kept = "".join(character for character in typed.upper() if character.isalnum())
    return f"{kept[:4]}-{kept[4:]}" if len(kept) == _LENGTH else ""


def sides_of(
    *, from_team: object, to_team: object, desk_team: object, teams: Iterable[object]
) -> frozenset[Side]:
    """Which sides a person's teams put them on; somebody of several teams may act for each.

    `desk_team` is the desk that the referral has come to, if it has.
    """
    held = set(teams)
    stood = {Side.RECEIVER: to_team, Side.SENDER: from_team, Side.DESK: desk_team}
    sides = {side for side, team in stood.items() if team is not None and team in held}
    return frozenset({*sides, Side.EITHER} if sides else sides)


def may(name: str, *, status: str, sides: frozenset[Side], to_a_team: bool = True) -> bool:
    """`to_a_team`: whether it has a receiving team. What the desk asks is answered to the desk."""
    move = MOVES[name]
    if name in ("answer", "desk_answer") and to_a_team != (name == "answer"):
        return False
    return status in move.before and move.by in sides


def moves_open_to(*, status: str, sides: frozenset[Side], to_a_team: bool = True) -> list[str]:
    return [name for name in MOVES if may(name, status=status, sides=sides, to_a_team=to_a_team)]
