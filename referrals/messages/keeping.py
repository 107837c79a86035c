"""Notes that the other side never sees: kept, changed and really removed by who wrote them."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.tenancy.actor import Actor
from ccs.tenancy.models import new_id
from ccs.tenancy.problems import Conflict, NotAllowed, Problem
from referrals.clients.models import Share
from referrals.messages.models import Note
from referrals.messages.queries import find_note
from referrals.referrals.models import Referral
from referrals.referrals.queries import find_referral
from referrals.rights.standing import refuse_if_story_erased


@transaction.atomic
def keep_note(
    *, actor: Actor, reference: str, audience: str, text: str, note_id: UUID | None = None
) -> Note:
    """`note_id` comes with the form: the same one twice is the same note."""
    referral = find_referral(reference, actor=actor)
    team = _team_that_reads(referral, actor=actor) if referral else None
    if referral is None or team is None or actor.member_id is None:
        raise NotAllowed(_("There is no such referral here."))
    already = Note.objects.filter(pk=note_id, referral=referral).first() if note_id else None
    if already:
        return already
    refuse_if_story_erased(referral.assessment_id)
    _check(audience, text)
    note = Note(
        id=note_id or new_id(),
        network_id=referral.network_id,
        referral=referral,
        assessment_id=referral.assessment_id,
        team_id=team,
        author_id=actor.member_id,
        by_name=actor.name,
        audience=audience,
        body=text.strip(),
        at=timezone.now(),
    )
    try:
        with transaction.atomic():
            note.save(force_insert=True)
    except IntegrityError:
        # Of which other note it is the id, this person may not be told.
        raise Conflict(_("This form was used for another note already.")) from None
    _audit("note.kept", note, actor=actor)
    return note


@transaction.atomic
def change_note(*, actor: Actor, reference: str, note_id: UUID, text: str) -> Note:
    note = _own(actor, reference, note_id)
    _check(note.audience, text)
    if note.body != text.strip():
        note.body, note.edited_at = text.strip(), timezone.now()
        note.save(update_fields=["body", "edited_at"])
        _audit("note.changed", note, actor=actor)
    return note


@transaction.atomic
def remove_note(*, actor: Actor, reference: str, note_id: UUID) -> None:
    """Gone for good: nothing of it is kept but that it was removed."""
    note = _own(actor, reference, note_id)
    _audit("note.removed", note, actor=actor)
    note.delete()


def _own(actor: Actor, reference: str, note_id: UUID) -> Note:
    note = find_note(note_id, actor=actor, reference=reference)
    if note is None:
        raise NotAllowed(_("There is no such note here."))
    return note


def _team_that_reads(referral: Referral, *, actor: Actor) -> UUID | None:
    """Of the actor's teams the one nearest to the work, while the letter is open to it."""
    opened = set(
        Share.objects.filter(
            assessment=referral.assessment_id, team__in=actor.teams, until=None
        ).values_list("team_id", flat=True)
    )
    nearest = [
        referral.to_team_id,
        referral.owner_team_id,
        referral.desk_team_id,
        referral.from_team_id,
        referral.origin_team_id,
    ]
    return next((team for team in nearest if team in opened), None)


def _check(audience: str, text: str) -> None:
    if audience not in Note.Audience.values:
        raise Problem(_("Choose who this note is for."), field="audience")
    if not text.strip():
        raise Problem(_("Write a note."), field="text")


def _audit(action: str, note: Note, *, actor: Actor) -> None:
    """Without a word of it: what a note says is nobody else's."""
    record(
        action,
        actor=actor,
        subject_kind="referral",
        subject_id=note.referral_id,
        reason=note.audience,
    )
