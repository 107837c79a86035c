"""Drafting a pack, writing to it, sending it, and correcting what was sent."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.outbox.actions import enqueue
from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import Conflict, NotAllowed, Problem
from organisations.roles.rules import can_coordinate
from reporting.figures.rules import Period
from reporting.packs.making import count_anew, new_draft
from reporting.packs.models import Pack, PackSent, PackWords
from reporting.packs.queries import readers_of
from reporting.packs.rules import LONGEST, SENT, WITH_WORDS, Kind, State, period_of


@transaction.atomic
def begin_pack(*, actor: Actor, kind: str, first: date) -> Pack:
    """Of a time that is over. What is there already, as a draft or sent, is answered as it is."""
    _for_the_desk(actor)
    if kind not in Kind.values or period_of(kind, first).first != first:
        raise Problem(_("Choose a time from the list"), field="time")
    period = period_of(kind, first)
    if period.last >= timezone.localdate():
        raise Problem(_("Choose a time that is over"), field="time")
    there = _versions(actor, kind, first).first()
    return there or _made(actor, kind, period)


@transaction.atomic
def count_again(*, actor: Actor, pack_id: UUID) -> Pack:
    """Of a draft: figures about people come some weeks after the others."""
    pack = _draft(actor, pack_id)
    count_anew(pack)
    _record("counted_again", pack, actor)
    return pack


@transaction.atomic
def save_words(*, actor: Actor, pack_id: UUID, section: str, text: str, seen: int) -> None:
    """`seen` is the version that was looked at while writing, 0 for none."""
    pack, now = _draft(actor, pack_id), timezone.now()
    if section not in WITH_WORDS:
        raise NotAllowed(_("There is no such section here."))
    said = text.strip().replace("\r\n", "\n")
    if len(said) > LONGEST:
        raise Problem(_("Use %(n)d characters or fewer") % {"n": LONGEST}, field="text")
    rows = PackWords.objects.filter(network_id=pack.network_id, pack=pack.pk, section=section)
    found = rows.select_related("changed_by").first()
    if found and found.text == said:
        return
    if (found.version if found else 0) != seen:
        name = found.changed_by.name if found else ""
        raise Conflict(
            _("%(name)s wrote to this section meanwhile. Yours was not saved.") % {"name": name}
        )
    if found:
        found.text, found.version = said, found.version + 1
        found.changed_at, found.changed_by_id = now, actor.identity
        found.save(update_fields=["text", "version", "changed_at", "changed_by"])
    else:
        _write(pack, section, said, actor)
    _record("written", pack, actor)


@transaction.atomic
def send_pack(*, actor: Actor, pack_id: UUID, members: Collection[UUID]) -> Pack:
    """To people by name, each once. From the first sending on, the pack never changes."""
    pack = _locked(actor, pack_id)
    known = readers_of(actor.network.id).filter(pk__in=members).values_list("pk", "user_id")
    people = dict(known)
    if not people:
        raise Problem(_("Choose whom to send it to"), field="members")
    now = timezone.now()
    if pack.status == State.DRAFT:
        pack.status, pack.sent_at = State.SENT, now
        pack.save(update_fields=["status", "sent_at"])
    sent = PackSent.objects.filter(network_id=pack.network_id, pack=pack.pk)
    new = set(people) - set(sent.values_list("member_id", flat=True))
    PackSent.objects.bulk_create(
        PackSent(
            network_id=pack.network_id,
            pack=pack,
            user_id=people[member],
            member_id=member,
            sent_at=now,
            sent_by_id=actor.identity,
        )
        for member in sorted(new)
    )
    enqueue(
        SENT,
        network_id=pack.network_id,
        recipients=sorted(new),
        subject_id=pack.pk,
        event_id=pack.pk,
    )
    _record("sent", pack, actor)
    return pack


@transaction.atomic
def correct(*, actor: Actor, pack_id: UUID, why: str) -> Pack:
    """A new draft with today's figures and the words so far; it says that it corrects, and what."""
    _for_the_desk(actor)
    found = Pack.objects.filter(network_id=actor.network.id, pk=pack_id).first()
    if found is None or found.status != State.SENT:
        raise NotAllowed(_("There is no such pack here."))
    newest = _versions(actor, found.kind, found.first).first() or found
    if newest.status == State.DRAFT:
        return newest
    if not why.strip():
        raise Problem(_("Say what you correct"), field="why")
    period = Period(found.first, found.last)
    made = _made(actor, found.kind, period, version=newest.version + 1, why=why.strip())
    for words in newest.words.all():
        _write(made, words.section, words.text, actor)
    return made


def _made(actor: Actor, kind: str, period: Period, *, version: int = 1, why: str = "") -> Pack:
    try:
        with transaction.atomic():
            made = new_draft(
                actor.network.id,
                kind,
                period,
                made_by=actor.identity,
                version=version,
                correction=why,
            )
    except IntegrityError:  # somebody, or a second click, was first
        made = _versions(actor, kind, period.first)[0]
    _record("drafted", made, actor)
    return made


def _write(pack: Pack, section: str, text: str, actor: Actor) -> None:
    PackWords.objects.create(
        network_id=pack.network_id,
        pack=pack,
        section=section,
        text=text,
        changed_at=timezone.now(),
        changed_by_id=actor.identity,
    )


def _for_the_desk(actor: Actor) -> None:
    if not can_coordinate(actor) or actor.member_id is None:
        raise NotAllowed(_("There is no such page here."))


def _locked(actor: Actor, pack_id: UUID) -> Pack:
    """A sent one is only read: the wall would not let it be locked."""
    _for_the_desk(actor)
    rows = Pack.objects.filter(network_id=actor.network.id, pk=pack_id)
    pack = rows.select_for_update(of=("self",)).first() or rows.first()
    if pack is None:
        raise NotAllowed(_("There is no such pack here."))
    return pack


def _draft(actor: Actor, pack_id: UUID) -> Pack:
    pack = _locked(actor, pack_id)
    if pack.status != State.DRAFT:
        raise Conflict(_("This pack was sent, so it does not change any more."))
    return pack


def _versions(actor: Actor, kind: str, first: date) -> QuerySet[Pack]:
    rows = Pack.objects.filter(network_id=actor.network.id, kind=kind, first=first)
    return rows.order_by("-version")


def _record(what: str, pack: Pack, actor: Actor) -> None:
    record(f"pack.{what}", actor=actor, subject_kind="pack", subject_id=pack.pk)
