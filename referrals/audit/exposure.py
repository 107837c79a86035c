"""What one account, or one key, opened between two times: the list for the 72-hour report."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Max, Min, Q
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.audit.models import AuditRecord
from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import NotAllowed
from organisations.roles.rules import can_manage_people
from referrals.assessments.models import Assessment
from referrals.attachments.models import Attachment
from referrals.audit.queries import keys_to_look_at, member_to_look_at
from referrals.audit.rules import READS, SAME_NAME
from referrals.audit.words import TAKEN, Subject
from referrals.clients.models import Client
from referrals.referrals.models import Referral

_RECORDS: Final = (Subject.REFERRAL, Subject.CLIENT, Subject.ASSESSMENT, Subject.ATTACHMENT)
_SEEN: Final = READS | {"client.found"}
# What stands beside a reading in the audit and is none itself: that it was opened for the sender
# too, that a name was the reader's own, that an emergency was told of.
_BESIDE: Final = ("referral.seen", SAME_NAME, "emergency.opened")


@dataclass(frozen=True, slots=True)
class Account:
    """A member or an API key, as the audit knows them."""

    kind: str
    id: UUID
    name: str

    @property
    def acts(self) -> Q:
        return Q(key_id=self.id) if self.kind == "api_key" else Q(member_id=self.id)


@dataclass(slots=True)
class Exposed:
    """One referral, conversation or person, and what was done with it."""

    read: int = 0
    changed: int = 0
    taken: int = 0
    first_at: datetime | None = None
    last_at: datetime | None = None
    files: int = 0
    reference: str = ""
    held_by: str = ""
    name: str = ""
    kinds: set[str] = field(default_factory=set)

    def add(self, kind: str, action: str, n: int, first: datetime, last: datetime) -> None:
        if action in TAKEN:
            self.taken += n
        elif action in _SEEN:
            self.read += n
        else:
            self.changed += n
        self.files += n if kind == Subject.ATTACHMENT else 0
        self.kinds.add(kind)
        self.first_at = min(filter(None, [self.first_at, first]))
        self.last_at = max(filter(None, [self.last_at, last]))


def member_account(*, actor: Actor, member_id: UUID) -> Account:
    found = member_to_look_at(member_id, actor=actor) if can_manage_people(actor) else None
    if found is None:
        raise NotAllowed(_("There is nobody like that here."))
    return Account("membership", found.pk, found.name)


def key_account(*, actor: Actor, key_id: UUID) -> Account:
    keys = keys_to_look_at(actor).filter(pk=key_id)
    found = keys.first() if can_manage_people(actor) else None
    if found is None:
        raise NotAllowed(_("There is no such key here."))
    return Account("api_key", found.pk, found.name)


@transaction.atomic
def exposed_by(
    account: Account, *, since: datetime, until: datetime, actor: Actor, taken_away: bool
) -> list[Exposed]:
    """What they opened, by referral or person; names only of those whose letter `actor` may open.

    The database shows a manager what was done for their own organisations alone.
    """
    rows = AuditRecord.objects.filter(
        account.acts, network_id=actor.network.id, at__gte=since, at__lte=until
    ).filter(subject_kind__in=_RECORDS)
    rows = rows.exclude(action__in=_BESIDE)
    counted = rows.values_list("subject_kind", "subject_id", "action").annotate(
        n=Count("id"), first=Min("at"), last=Max("at")
    )
    found = _gathered(list(counted))
    record(
        "breach.exported" if taken_away else "breach.read",
        actor=actor,
        subject_kind=account.kind,
        subject_id=account.id,
    )
    return sorted(found, key=lambda one: (one.first_at or since, one.reference))


def _gathered(rows: Collection[tuple[Any, ...]]) -> Iterable[Exposed]:
    """A file belongs to its conversation; a conversation and its referrals are one person's."""
    ids: dict[str, set[UUID]] = defaultdict(set)
    for kind, key, *_rest in rows:
        ids[kind].add(key)
    told_in = dict(
        Attachment.objects.filter(pk__in=ids[Subject.ATTACHMENT]).values_list("pk", "assessment_id")
    )
    told = ids[Subject.ASSESSMENT] | set(told_in.values())
    envelopes = Referral.objects.filter(
        Q(pk__in=ids[Subject.REFERRAL]) | Q(assessment__in=told)
    ).only("pk", "assessment_id", "reference", "from_name", "to_name")
    by_referral = {one.pk: one for one in envelopes}
    story_of = {key: one.assessment_id for key, one in by_referral.items()}
    stories: dict[UUID, Exposed] = defaultdict(Exposed)
    for kind, key, action, n, first, last in rows:
        place = told_in.get(key) or story_of.get(key) or key
        stories[place].add(kind, action, n, first, last)
    _name(stories, by_referral.values())
    return stories.values()


def _name(stories: dict[UUID, Exposed], envelopes: Iterable[Referral]) -> None:
    """References and teams from the envelopes; names only where a share opens the letter."""
    references: dict[UUID, set[str]] = defaultdict(set)
    teams: dict[UUID, set[str]] = defaultdict(set)
    for one in envelopes:
        references[one.assessment_id].add(one.reference)
        teams[one.assessment_id].update(filter(None, [one.from_name, one.to_name]))
    for key, exposed in stories.items():
        exposed.reference = ", ".join(sorted(references[key]))
        exposed.held_by = "; ".join(sorted(teams[key]))
    opened = Assessment.objects.filter(pk__in=stories).select_related("client")
    for story in opened:
        stories[story.pk].name = story.client.full_name
    _name_people(stories)


def _name_people(stories: dict[UUID, Exposed]) -> None:
    for client in Client.objects.filter(pk__in=stories):
        stories[client.pk].name = client.full_name
