"""What every move of a referral shares: the lock, the rule, the event, the audit, the email."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.outbox.actions import enqueue
from ccs.tenancy.actor import Actor
from ccs.tenancy.context import enter, system
from ccs.tenancy.models import new_id
from ccs.tenancy.problems import Conflict, NotAllowed
from organisations.members.models import Membership
from organisations.roles.models import TeamRole
from organisations.roles.queries import people_told_about
from referrals.aftercare.actions import note_ending
from referrals.clients.models import Share
from referrals.clocks.actions import set_clock
from referrals.referrals.models import Referral, ReferralEvent
from referrals.referrals.queries.envelopes import sides_for
from referrals.referrals.rules import ENDED, MOVES, OWNER, EventKind, Side, Status, may
from referrals.rights.standing import refuse_if_story_erased
from referrals.voice.models import NotCalled
from referrals.voice.rules import CALLED
from referrals.voice.settling import settle_not_called

# What happened, where it is not called after the status it led to.
_KINDS: Final = {
    "contact": EventKind.CONTACT,
    "answer": EventKind.ANSWERED,
    "desk_answer": EventKind.ANSWERED,
    "place": EventKind.PLACED,
    "undo": EventKind.UNDONE,
    "revoke": EventKind.REVOKED,
    "forward": EventKind.FORWARDED,
    "reopen": EventKind.REOPENED,
    "reopen_to_contact": EventKind.REOPENED,
}


def lock_referral(*, actor: Actor, reference: str) -> Referral:
    """The referral, held until commit. NotAllowed unless a team of the actor is party to it.

    A draft is not a referral yet: nothing has happened that it could be answered by.
    """
    referral = (
        Referral.objects.select_for_update(of=("self",))
        .filter(network_id=actor.network.id, reference=reference)
        .exclude(status=Status.DRAFT)
        .first()
    )
    if referral is None:
        raise NotAllowed(_("There is no such referral here."))
    check_not_erased(referral)
    return referral


def check_not_erased(referral: Referral) -> None:
    """Nobody is erased while a referral of theirs is open, and what is over stays so."""
    if referral.status in ENDED:
        refuse_if_story_erased(referral.assessment_id)


def check_move(referral: Referral, name: str, *, actor: Actor) -> None:
    """NotAllowed for the wrong side; Conflict, naming who was first, for the wrong state."""
    sides = sides_for(referral, actor)
    if MOVES[name].by not in sides:
        raise NotAllowed(_("There is no such referral here."))
    if not may(name, status=referral.status, sides=sides, to_a_team=bool(referral.to_team_id)):
        raise Conflict(what_happened(referral))


def side_in_thread(referral: Referral, actor: Actor) -> Side | None:
    """For which side the actor writes; the desk's thread is that of a referral with no receiver."""
    sides = sides_for(referral, actor)
    if Side.RECEIVER in sides:
        return Side.RECEIVER
    if Side.DESK in sides and referral.to_team_id is None:
        return Side.DESK
    return Side.SENDER if Side.SENDER in sides else None


def counterpart_of(referral: Referral, side: Side) -> Side:
    """Whom the words of a side are for."""
    if side != Side.SENDER:
        return Side.SENDER
    return Side.RECEIVER if referral.to_team_id else Side.DESK


def already_done_by(
    referral: Referral, *, actor: Actor, status: Status, kind: EventKind | None = None
) -> bool:
    """A double click or a retry: the same actor brought it to the state it is in.

    `kind` is what did, where several moves lead to that state.
    """
    if referral.status != status:
        return False
    last = _last_move(referral)
    return last.actor_id == actor.identity and kind in (None, last.kind)


def what_happened(referral: Referral) -> str:
    """Who was first, and when, for the one who comes second."""
    event = (referral.status == Status.CLOSED and _revoked(referral)) or _last_move(referral)
    when = timezone.localtime(event.at)
    if event.kind == EventKind.REVOKED:
        return _(
            "The person took back their agreement on %(date)s at %(time)s, so this has ended."
            " Nothing else was done."
        ) % {"date": date_format(when, "j F"), "time": date_format(when, "H:i")}
    return _(
        "%(name)s changed this to “%(status)s” on %(date)s at %(time)s. Nothing else was done."
    ) % {
        "name": event.by_name or referral.from_name,
        "status": Status(referral.status).label,
        "date": date_format(when, "j F"),
        "time": date_format(when, "H:i"),
    }


def move(
    referral: Referral,
    name: str,
    *,
    actor: Actor,
    at: datetime,
    next_action_at: datetime | None,
    detail: str = "",
    event_id: UUID | None = None,
    **changes: object,
) -> ReferralEvent:
    """Write the new state, its event and its audit row, and tell the side the table names."""
    before, step = referral.status, MOVES[name]
    after = Status(step.after or before)
    for field, value in changes.items():
        setattr(referral, field, value)
    owner = team_of(referral, OWNER[after])
    fields: dict[str, object] = {
        "clock_left": None,
        **changes,
        "status": after,
        "owner_team_id": owner,
        "changed_at": at,
        "next_action_at": next_action_at,
        "ended_at": None if owner else at,
    }
    for field, value in fields.items():
        setattr(referral, field, value)
    referral.save(update_fields=list(fields))
    kind = _KINDS.get(name) or EventKind(after)
    event = add_event(
        referral,
        kind,
        actor=actor,
        at=at,
        from_status=before,
        to_status=after,
        detail=detail,
        side=step.by,
        event_id=event_id,
    )
    set_clock(referral)
    if owner is None:
        _ends(referral, name, actor=actor, at=at)
    for side in step.tells:
        # What the desk found somebody for comes to them as any other referral.
        placed = kind == EventKind.PLACED and side == Side.RECEIVER
        tell(referral, EventKind.SENT if placed else kind, side=side, actor=actor, event=event)
    return event


def _ends(referral: Referral, name: str, *, actor: Actor, at: datetime) -> None:
    """What else is over with it, and what begins."""
    if referral.status == Status.WITHDRAWN:
        with enter(system(referral.network_id)):  # who takes it back has no say over the row
            settle_not_called(referral, NotCalled.Settled.ENDED, actor=actor, at=at)
    # What the person no longer agrees to is told to aftercare by who ends it all.
    if name != "revoke":
        note_ending(referral, actor=actor, at=at)


def team_of(referral: Referral, side: Side) -> UUID | None:
    return {
        Side.SENDER: referral.from_team_id,
        Side.RECEIVER: referral.to_team_id,
        Side.DESK: referral.desk_team_id,
    }.get(side)


def add_event(
    referral: Referral,
    kind: EventKind,
    *,
    actor: Actor,
    at: datetime,
    side: Side,
    from_status: str = "",
    to_status: str = "",
    detail: str = "",
    given_to: str = "",
    event_id: UUID | None = None,
) -> ReferralEvent:
    """`side` is whose doing it is; of either, the one that the actor stands on.

    Who stands on none did it in another referral of the same person: which, and who they are,
    this one's teams do not learn.
    """
    if side == Side.EITHER:
        sides, known = sides_for(referral, actor), (Side.RECEIVER, Side.DESK, Side.SENDER)
        side = next((one for one in known if one in sides), Side.NOBODY)
    facing = Side.SENDER if side == Side.NOBODY else side
    own, other = team_of(referral, side), team_of(referral, counterpart_of(referral, facing))
    event = ReferralEvent.objects.create(
        id=event_id or new_id(),
        network_id=referral.network_id,
        referral=referral,
        kind=kind,
        from_status=from_status,
        to_status=to_status,
        at=at,
        actor_id=actor.identity,
        by_name=actor.name if own else "",
        detail=detail,
        given_to=given_to,
        team_id=own,
        other_team_id=other,
    )
    if kind in CALLED:
        settle_not_called(referral, NotCalled.Settled.CALLED, actor=actor, at=at)
    record(
        f"referral.{kind}",
        actor=actor,
        subject_kind="referral",
        subject_id=referral.pk,
        reason=detail,
    )
    return event


def tell(referral: Referral, what: str, *, side: Side, actor: Actor, event: ReferralEvent) -> None:
    """Owe an email to each person of one side but the one who acted."""
    people = _people(referral, side)
    enqueue(
        f"referral_{what}",
        network_id=referral.network_id,
        subject_id=referral.pk,
        event_id=event.pk,
        recipients=[person for person in people if person != actor.member_id],
    )


def close_share(referral: Referral, *, at: datetime) -> None:
    """Who was asked loses sight of the letter.

    As the system: the sender who takes it back did not grant it where the desk had sent it on.
    """
    with enter(system(referral.network_id)):
        closed = Share.objects.filter(
            referral=referral, team_id=referral.writes_to, until=None
        ).update(until=at)
    if closed != 1:
        raise RuntimeError(f"Closed {closed} shares of referral {referral.pk}, not one.")


def _people(referral: Referral, side: Side) -> list[UUID]:
    team = team_of(referral, side)
    if side != Side.SENDER:
        return people_told_about(team) if team else []
    origin = referral.origin_team_id
    # Whose story was passed on hears of it too.
    first = [] if origin == team else people_told_about(origin)
    sender = Membership.objects.filter(
        pk__in=[referral.sent_by_id],
        left_at=None,
        user_id__in=TeamRole.objects.filter(content_object=referral.from_team_id).values("user_id"),
    ).values_list("pk", flat=True)
    # Somebody who has left the team is not told: their colleagues are.
    asked = list(sender) or people_told_about(referral.from_team_id)
    return list(dict.fromkeys([*asked, *first]))


def check_letter_is_held(referral: Referral) -> None:
    """Conflict once what was closed was taken back too: nobody reads there what is written."""
    if referral.status != Status.CLOSED:
        return
    # As the system: who sent it to the desk does not see the share that the desk granted.
    with enter(system(referral.network_id)):
        shares = Share.objects.filter(referral=referral, team_id=referral.writes_to, until=None)
        held = shares.exists()
    if not held:
        raise Conflict(what_happened(referral))


def _revoked(referral: Referral) -> ReferralEvent | None:
    return ReferralEvent.objects.filter(referral=referral, kind=EventKind.REVOKED).first()


def _last_move(referral: Referral) -> ReferralEvent:
    return (
        ReferralEvent.objects.filter(referral=referral)
        .exclude(to_status="")
        .order_by("-at", "-id")[0]
    )
