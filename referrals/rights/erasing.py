"""Erasing a person's record: what says who they are and what they told goes, counts stay."""

from collections.abc import Collection, Iterator
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.api.tokens import forget_tokens
from ccs.audit.actions import record
from ccs.outbox.actions import cancel_to_person
from ccs.retention.rules import personal_fields
from ccs.retention.writing import erased_values
from ccs.tenancy.actor import Actor
from ccs.tenancy.context import custodian, enter, system
from ccs.tenancy.problems import NotAllowed, Problem
from ccs.texts.actions import forget_threads_of
from networks.networks.queries import network_by_id
from organisations.roles.queries import network_ref
from referrals.aftercare.actions.ending import take_back
from referrals.assessments.models import Answer, Assessment
from referrals.attachments.models import Attachment
from referrals.clients.models import Client, Share
from referrals.drafts.models import KeptTyping
from referrals.messages.models import Note
from referrals.referrals.models import Referral
from referrals.referrals.rules import OPEN, Status
from referrals.rights.around import nothing_waits
from referrals.rights.models import Erasure
from referrals.rights.person import tables_of
from referrals.rights.rules import WhyErased
from referrals.tally.models import PersonTally
from referrals.voice.models import PersonLink
from referrals.voice.questions.actions.asking import ask_no_more
from referrals.voice.questions.quoting import drop_quote

# What is left of these without the words counts for nothing: the whole row goes.
_WHOLE_ROWS: Final[frozenset[type[Model]]] = frozenset(
    {Answer, Attachment, KeptTyping, Note, PersonTally}
)


@transaction.atomic
def erase(
    *,
    network_id: UUID,
    client_id: UUID,
    why: WhyErased,
    actor: Actor | None = None,
    asked_by: UUID | None = None,
    confirmed_by: UUID | None = None,
    request_id: UUID | None = None,
    although_open: bool = False,
) -> bool:
    """Everywhere at once; False if that was done before, and then nothing changes.

    Without `actor` it is the scheduler. Raises NotAllowed if there is no such person in the
    network, Problem while a referral of theirs is open: somebody would be left with half of it.
    After a backup was restored that is no reason (`although_open`): they were erased before.
    """
    by = actor or Actor(network=network_ref(network_by_id(network_id)), name="")
    with enter(custodian(network_id, person=client_id)):
        if not Client.objects.select_for_update().filter(pk=client_id).exists():
            raise NotAllowed(_("There is no such record here."))
        if Erasure.objects.filter(client_id=client_id).exists():
            return False
        stories = list(Assessment.objects.filter(client=client_id).values_list("pk", flat=True))
        if not although_open:
            _refuse_while_open(network_id, stories)
        quotes = _quotes_of(client_id)
        _end_links(client_id)
        rows = _write_over(client_id)
        Erasure.objects.create(
            network_id=network_id,
            client_id=client_id,
            request_id=request_id,
            why=why,
            asked_by_id=asked_by,
            confirmed_by_id=confirmed_by,
            at=timezone.now(),
            rows=rows,
        )
    _end_around(by, client_id, stories, quotes)
    record("client.erased", actor=by, subject_kind="client", subject_id=client_id, reason=why)
    return True


def open_referrals(network_id: UUID, client_ids: Collection[UUID]) -> list[str]:
    """The references of those that nobody has ended yet: envelopes."""
    with enter(system(network_id)):
        shares = Share.objects.filter(client__in=client_ids)
        return _open(list(shares.values_list("assessment", flat=True).distinct()))


def _open(stories: Collection[UUID]) -> list[str]:
    rows = Referral.objects.filter(assessment__in=stories, status__in=OPEN)
    found = rows.exclude(status=Status.DRAFT).order_by("reference")
    return list(found.values_list("reference", flat=True))


def _refuse_while_open(network_id: UUID, stories: Collection[UUID]) -> None:
    with enter(system(network_id)):
        found = _open(stories)
    if found:
        raise Problem(
            _("%(references)s is still open. Close or withdraw it first.")
            % {"references": ", ".join(found)}
        )


def _quotes_of(client_id: UUID) -> list[UUID]:
    """Copies of their words that others may read: they would outlive what they were taken from."""
    return [
        quote
        for table in tables_of(client_id)
        if "quote_id" in {field.name for field in table.model._meta.concrete_fields}
        for quote in table.rows.exclude(quote_id=None).values_list("quote_id", flat=True)
    ]


def _end_links(client_id: UUID) -> None:
    links = PersonLink.objects.filter(client=client_id)
    forget_tokens(
        [secret for secrets in links.values_list("secrets", flat=True) for secret in secrets]
    )
    links.filter(revoked_at=None).update(revoked_at=timezone.now())


def _write_over(client_id: UUID) -> dict[str, int]:
    """How many rows of which table: the proof says no more than that."""
    # Known before the first is gone: which stories there are is asked of what is written over.
    found = list(what_goes(client_id))
    return {model._meta.label: _gone(model, rows) for model, rows in found}


def what_goes(client_id: UUID) -> Iterator[tuple[type[Model], QuerySet[Model]]]:
    """What is written over or deleted, table by table: to be done, or counted beforehand."""
    for table in tables_of(client_id):
        if personal_fields(table.model):
            yield table.model, table.rows


def _gone(model: type[Model], rows: QuerySet[Model]) -> int:
    if model in _WHOLE_ROWS:
        return rows.delete()[1].get(model._meta.label, 0)
    return rows.update(**erased_values(model))


def _end_around(
    actor: Actor, client_id: UUID, stories: Collection[UUID], quotes: Collection[UUID]
) -> None:
    """What would go on without them: texts and emails that are owed, checks, quotes in notes."""
    network_id, now = actor.network.id, timezone.now()
    cancel_to_person(network_id=network_id, client_id=client_id)
    with enter(system(network_id)):
        forget_threads_of(client_id)
        ask_no_more(network_id=network_id, client_id=client_id)
        nothing_waits(stories, actor=actor, at=now)
    for story in stories:
        take_back(actor=actor, assessment_id=story, at=now)
    for quote in quotes:
        drop_quote(quote, network_id=network_id)
