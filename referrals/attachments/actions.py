"""Files are put beside a conversation, taken away, meant for some services, and read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import Conflict, NotAllowed, Problem
from referrals.assessments.actions import lock_assessment
from referrals.assessments.models import Assessment
from referrals.assessments.queries import own_assessment
from referrals.attachments.contents import HoldsMacros, UnknownKind, ready
from referrals.attachments.models import Attachment
from referrals.attachments.queries import file_with_content, files_of, files_sent, files_with
from referrals.attachments.rules import MAX_FILES, MAX_SIZE, Kind, safe_name
from referrals.attachments.viruses import refuse_infected
from referrals.drafts.clock import touch
from referrals.referrals.queries import find_referral


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came. `size` is what was sent, of which `content` may be the part kept."""

    name: str
    size: int
    content: bytes


def add_files(*, actor: Actor, assessment_id: UUID, uploads: Sequence[Upload]) -> list[Attachment]:
    """All of them or none. What is there already, byte for byte, is not added again."""
    looked_at = [(upload.name, *_ready(upload)) for upload in uploads]
    # Before anything is held: the scanner takes its time.
    files = [(upload.name, upload.content) for upload in uploads]
    refuse_infected(actor=actor, assessment_id=assessment_id, files=files)
    return _add(actor, assessment_id, looked_at)


@transaction.atomic
def _add(
    actor: Actor, assessment_id: UUID, looked_at: Sequence[tuple[str, Kind, bytes]]
) -> list[Attachment]:
    assessment = lock_assessment(actor=actor, assessment_id=assessment_id)
    before = {one.sha256: one for one in files_of(assessment_id)}
    new: dict[str, Attachment] = {}
    for name, kind, kept in looked_at:
        digest = sha256(kept).hexdigest()
        if digest not in before:
            new.setdefault(digest, _attachment(actor, assessment, name, kind, kept))
    if len(before) + len(new) > MAX_FILES:
        message = _("You can add up to %(most)d files to one referral.") % {"most": MAX_FILES}
        raise Problem(message, field="documents")
    Attachment.objects.bulk_create(new.values())
    for attachment in new.values():
        _noted("file.added", actor, attachment.pk)
    touch(assessment_id, actor=actor)
    return list(new.values())


@transaction.atomic
def remove_file(*, actor: Actor, assessment_id: UUID, attachment_id: UUID) -> None:
    """As long as it went to nobody. Removing it again changes nothing."""
    lock_assessment(actor=actor, assessment_id=assessment_id)
    if attachment_id in files_sent(assessment_id):
        raise Conflict(_("This file has been sent with a referral, so it cannot be removed."))
    removed, _kinds = Attachment.objects.filter(pk=attachment_id, assessment=assessment_id).delete()
    if removed:
        _noted("file.removed", actor, attachment_id)
        touch(assessment_id, actor=actor)


@transaction.atomic
def choose_receivers(
    *, actor: Actor, assessment_id: UUID, goes_to: Mapping[UUID, Sequence[UUID] | None]
) -> None:
    """Which services each file is for, from the next referral on; None: every one chosen."""
    lock_assessment(actor=actor, assessment_id=assessment_id)
    for attachment in files_of(assessment_id):
        wanted = goes_to.get(attachment.pk, attachment.goes_to)
        kept = None if wanted is None else list(wanted)
        if kept != attachment.goes_to:
            attachment.goes_to = kept
            attachment.save(update_fields=["goes_to"])
            _noted("file.meant_for", actor, attachment.pk)


@transaction.atomic
def read_own_file(*, actor: Actor, assessment_id: UUID, attachment_id: UUID) -> Attachment:
    """One of the team's own conversation, with what it holds. Each reading is audited."""
    if own_assessment(actor, assessment_id) is None:
        raise NotAllowed(_("There is no such file here."))
    return _read(actor, attachment_id, files_of(assessment_id))


@transaction.atomic
def read_file(*, actor: Actor, reference: str, attachment_id: UUID) -> Attachment:
    """One that went with the referral, for who may open its letter. Each reading is audited."""
    referral = find_referral(reference, actor=actor)
    if referral is None:
        raise NotAllowed(_("There is no such file here."))
    return _read(actor, attachment_id, files_with(referral))


def _read(actor: Actor, attachment_id: UUID, among: Sequence[Attachment]) -> Attachment:
    found = file_with_content(attachment_id, among=[one.pk for one in among])
    if found is None:
        raise NotAllowed(_("There is no such file here."))
    _noted("file.read", actor, found.pk)
    return found


def _ready(upload: Upload) -> tuple[Kind, bytes]:
    """Raises Problem in words that name the file."""
    named = {"name": upload.name}
    if upload.size > MAX_SIZE:
        raise Problem(_("%(name)s is larger than 10 MB.") % named, field="documents")
    if len(upload.content) < upload.size:
        raise Problem(
            _("These are too much at once. Add fewer files at a time."), field="documents"
        )
    if not upload.content:
        raise Problem(_("%(name)s is empty.") % named, field="documents")
    try:
        return ready(upload.content)
    except HoldsMacros:
        message = _("%(name)s holds macros. Save it without them, or as a PDF, and add that.")
    except UnknownKind:
        message = _("%(name)s is not a PDF, a photo or an Office document that we can take.")
    raise Problem(message % named, field="documents")


def _attachment(
    actor: Actor, assessment: Assessment, name: str, kind: Kind, content: bytes
) -> Attachment:
    return Attachment(
        network_id=assessment.network_id,
        assessment=assessment,
        team_id=assessment.team_id,
        uploaded_by_id=actor.member_id,
        name=safe_name(name, kind),
        kind=kind,
        size=len(content),
        sha256=sha256(content).hexdigest(),
        content=content,
        at=timezone.now(),
    )


def _noted(action: str, actor: Actor, attachment_id: UUID) -> None:
    record(action, actor=actor, subject_kind="attachment", subject_id=attachment_id)
