"""Acts, as those may see them who ask: of a record, of a member, and what stood out."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.timezone import make_aware

from ccs.audit.models import AuditRecord
from ccs.paging.keyset import Page, cursor_in, page_of
from ccs.tenancy.actor import Actor
from ccs.tenancy.context import enter, system
from organisations.members.models import Membership
from organisations.members.queries import people_to_manage
from organisations.roles.models import ApiKey
from organisations.roles.rules import can_coordinate
from referrals.assessments.models import Assessment
from referrals.attachments.models import Attachment
from referrals.audit.models import UnusualReading
from referrals.audit.words import of_kind
from referrals.clients.models import Client
from referrals.referrals.models import Referral
from referrals.voice.models import PersonLink

SIZE: Final = 50


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What a list of acts is narrowed to; days count from midnight to midnight."""

    kind: str = ""
    since: date | None = None
    until: date | None = None

    @property
    def condition(self) -> Q:
        wanted = of_kind(self.kind)
        if self.since:
            wanted &= Q(at__gte=_midnight(self.since))
        if self.until:
            wanted &= Q(at__lt=_midnight(self.until + timedelta(days=1)))
        return wanted


def named(model: Any, keys: Collection[UUID], *, by: str = "name") -> dict[UUID, str]:
    """What those are called that may be seen; nothing is asked about nobody."""
    if not keys:
        return {}
    return dict(model.objects.filter(pk__in=keys).values_list("pk", by))


def subjects_of_referral(referral: Referral, *, actor: Actor) -> list[UUID]:
    """What its acts are about: what was told too, for those whose story it is."""
    own = referral.origin_team_id in actor.envelopes or can_coordinate(actor)
    if not own:
        return [referral.pk]
    with enter(system(actor.network.id)):
        links = PersonLink.objects.filter(assessment=referral.assessment_id)
        return [referral.pk, referral.assessment_id, *links.values_list("pk", flat=True)]


def subjects_of_person(client_id: UUID) -> list[UUID]:
    """The person, and of their records those that shares open to whoever asks."""
    told = list(Assessment.objects.filter(client=client_id).values_list("pk", flat=True))
    referrals = Referral.objects.filter(assessment__in=told).values_list("pk", flat=True)
    files = Attachment.objects.filter(assessment__in=told).values_list("pk", flat=True)
    links = PersonLink.objects.filter(assessment__in=told).values_list("pk", flat=True)
    return [client_id, *told, *referrals, *files, *links]


def known_person(client_id: UUID) -> Client | None:
    return Client.objects.filter(pk=client_id).first()


def acts_on(
    subjects: Collection[UUID], asked: Mapping[str, str], narrowed: Narrowed, *, actor: Actor
) -> Page[AuditRecord]:
    """Whoever acted, of whatever organisation: the caller has shown that they hold the record."""
    with enter(system(actor.network.id)):
        return _page(_on(subjects, narrowed, actor), asked)


def every_act_on(
    subjects: Collection[UUID], narrowed: Narrowed, *, actor: Actor, most: int
) -> list[AuditRecord]:
    with enter(system(actor.network.id)):
        return list(_on(subjects, narrowed, actor).order_by("-at", "-id")[: most + 1])


def member_to_look_at(member_id: UUID, *, actor: Actor) -> Membership | None:
    """Somebody the actor manages, or who acted for an organisation of theirs and has left since."""
    found = people_to_manage(actor).filter(pk=member_id).first()
    if found is not None:
        return found
    left = Membership.objects.filter(network_id=actor.network.id, pk=member_id)
    acts = AuditRecord.objects.filter(network_id=actor.network.id, member_id=member_id)
    return left.first() if acts.exists() else None


def acts_of(
    member_id: UUID, asked: Mapping[str, str], narrowed: Narrowed, *, actor: Actor
) -> Page[AuditRecord]:
    """The database shows a manager what was done for their own organisations."""
    return _page(_of(member_id, narrowed, actor), asked)


def every_act_of(
    member_id: UUID, narrowed: Narrowed, *, actor: Actor, most: int
) -> list[AuditRecord]:
    return list(_of(member_id, narrowed, actor).order_by("-at", "-id")[: most + 1])


def acts_of_programme(
    asked: Mapping[str, str], narrowed: Narrowed, *, actor: Actor
) -> Page[AuditRecord]:
    """What accounts did here that are no members: whoever oversees the programme."""
    return _page(_of_programme(narrowed, actor), asked)


def every_act_of_programme(narrowed: Narrowed, *, actor: Actor, most: int) -> list[AuditRecord]:
    return list(_of_programme(narrowed, actor).order_by("-at", "-id")[: most + 1])


def keys_to_look_at(actor: Actor) -> QuerySet[ApiKey]:
    keys = ApiKey.objects.filter(network_id=actor.network.id).order_by("name", "id")
    if can_coordinate(actor):
        return keys
    return keys.filter(team__organisation__in=actor.managed)


def stood_out(asked: Mapping[str, str], *, actor: Actor) -> Page[UnusualReading]:
    """What is the actor's to look at: not what another manager looks after."""
    rows = UnusualReading.objects.filter(network_id=actor.network.id).select_related(
        "member", "organisation", "answered_by"
    )
    rows = rows.filter(for_desk=True) if can_coordinate(actor) else rows.filter(for_desk=False)
    return page_of([rows], by="found_at", newest_first=True, cursor=cursor_in(asked), size=SIZE)


def stood_out_by_organisation(actor: Actor, *, since: date) -> list[tuple[str, int, int]]:
    """For the desk: name, how many since, and how many nobody has answered."""
    rows = UnusualReading.objects.filter(
        network_id=actor.network.id, day__gte=since, for_desk=False
    )
    counted = rows.values_list("organisation__name").annotate(
        n=Count("id"), waiting=Count("id", filter=Q(answer=""))
    )
    return list(counted.order_by("organisation__name"))


def unusual_reading(key: UUID, *, actor: Actor) -> UnusualReading | None:
    rows = UnusualReading.objects.select_related(
        "member", "organisation", "answered_by", "emergency__referral", "emergency__team"
    )
    return rows.filter(network_id=actor.network.id, pk=key).first()


def _page(rows: QuerySet[AuditRecord], asked: Mapping[str, str]) -> Page[AuditRecord]:
    return page_of([rows], by="at", newest_first=True, cursor=cursor_in(asked), size=SIZE)


def _on(subjects: Collection[UUID], narrowed: Narrowed, actor: Actor) -> QuerySet[AuditRecord]:
    rows = AuditRecord.objects.filter(network_id=actor.network.id, subject_id__in=subjects)
    return rows.filter(narrowed.condition)


def _of(member_id: UUID, narrowed: Narrowed, actor: Actor) -> QuerySet[AuditRecord]:
    rows = AuditRecord.objects.filter(network_id=actor.network.id, member_id=member_id)
    return rows.filter(narrowed.condition)


def _of_programme(narrowed: Narrowed, actor: Actor) -> QuerySet[AuditRecord]:
    rows = AuditRecord.objects.filter(network_id=actor.network.id, user_id__isnull=False)
    return rows.filter(narrowed.condition, member_id=None, key_id=None)


def _midnight(day: date) -> datetime:
    return make_aware(datetime.combine(day, time()))
