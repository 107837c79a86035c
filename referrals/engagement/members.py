"""Members as a pipeline: each with its dates, read a table at a time, however many there are."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Min
from django.utils import timezone

from ccs.tenancy.actor import Actor
from organisations.agreements.models import AgreementSignature
from organisations.capacity.models import Capacity
from organisations.capacity.rules import CONFIRMED_FOR
from organisations.directory.models import ReplyFigure, Service
from organisations.directory.rules import ENOUGH_ANSWERS
from organisations.engagement.lessons.queries import done_by
from organisations.engagement.lessons.rules import PRACTISED
from organisations.engagement.pipeline.models import Milestone
from organisations.engagement.pipeline.rules import LATE_WITHIN, Known, Mark
from organisations.joining.models import Joining
from organisations.members.models import Membership, Organisation, Team
from organisations.roles.models import OrganisationRole, TeamRole
from referrals.referrals.models import Referral, ReferralEvent
from referrals.referrals.rules import EventKind, Status


@dataclass(frozen=True, slots=True)
class Member:
    """One line: an organisation, or one team of it. `known` are its dates."""

    id: UUID
    name: str
    organisation: Organisation
    known: Known
    team: Team | None = None


@dataclass(slots=True)
class Read:
    """What all the lines are made of, by organisation or team."""

    today: date
    teams: dict[UUID, list[Team]] = field(default_factory=lambda: defaultdict(list))
    # Who works in a team, and who manages an organisation.
    workers: dict[UUID, set[UUID]] = field(default_factory=lambda: defaultdict(set))
    managers: dict[UUID, set[UUID]] = field(default_factory=lambda: defaultdict(set))
    people: dict[UUID, Membership] = field(default_factory=dict)
    marks: dict[UUID, dict[str, date]] = field(default_factory=lambda: defaultdict(dict))
    practised: dict[UUID, date] = field(default_factory=dict)
    signed: dict[UUID, date] = field(default_factory=dict)
    joining: dict[UUID, Joining] = field(default_factory=dict)
    replies: dict[UUID, int] = field(default_factory=dict)
    late: dict[UUID, int] = field(default_factory=lambda: defaultdict(int))
    unconfirmed: dict[UUID, int] = field(default_factory=lambda: defaultdict(int))


def organisations_of(actor: Actor) -> list[Organisation]:
    """Those that are members or about to be; who left is history."""
    rows = Organisation.objects.filter(network_id=actor.network.id, left_on=None)
    return list(rows.order_by("name", "id"))


def read_members(actor: Actor) -> tuple[list[Organisation], Read]:
    """Thirteen queries, whatever the network's size."""
    network, read = actor.network.id, Read(today=timezone.localdate())
    organisations = organisations_of(actor)
    for team in Team.objects.filter(network_id=network, closed_on=None, is_desk=False):
        if team.organisation_id:
            read.teams[team.organisation_id].append(team)
    _read_people(read, network)
    for row in Milestone.objects.filter(network_id=network):
        read.marks[row.team_id][row.code] = timezone.localdate(row.at)
    signatures = AgreementSignature.objects.filter(network_id=network, kind="data-sharing")
    first = signatures.values("organisation").annotate(first=Min("signed_at")).order_by()
    read.signed = {one["organisation"]: timezone.localdate(one["first"]) for one in first}
    joining = Joining.objects.filter(network_id=network, organisation__isnull=False)
    read.joining = {one.organisation_id: one for one in joining if one.organisation_id}
    _read_services(read, network)
    _read_late(read, network)
    return organisations, read


def by_organisation(organisations: list[Organisation], read: Read) -> list[Member]:
    return [
        Member(one.pk, one.name, one, _known_of(one, read.teams[one.pk], read, one.pk))
        for one in organisations
    ]


def by_team(organisations: list[Organisation], read: Read) -> list[Member]:
    return [
        Member(team.pk, full_name(team, one), one, _known_of(one, [team], read, team.pk), team)
        for one in organisations
        for team in sorted(read.teams[one.pk], key=lambda team: team.name)
    ]


def whom_to_ring(organisation: Organisation, read: Read) -> list[Membership]:
    """Its managers; where there are none, who works there."""
    users = read.managers[organisation.pk] or {
        user for team in read.teams[organisation.pk] for user in read.workers[team.pk]
    }
    found = [read.people[user] for user in users if user in read.people]
    return sorted(found, key=lambda person: (not person.phone, person.name))


def full_name(team: Team, one: Organisation) -> str:
    return team.name if team.name == one.name else f"{team.name}, {one.name}"


def _read_people(read: Read, network: UUID) -> None:
    here = Membership.objects.filter(network_id=network, left_at=None)
    read.people = {person.user_id: person for person in here}
    working = TeamRole.objects.filter(network=network).values_list("content_object_id", "user_id")
    for team, user in working:
        if user in read.people:
            read.workers[team].add(user)
    managing = OrganisationRole.objects.filter(network=network)
    for organisation, user in managing.values_list("content_object_id", "user_id"):
        if user in read.people:
            read.managers[organisation].add(user)
    by_member = {person.pk: user for user, person in read.people.items()}
    for member, done in done_by(list(by_member), *PRACTISED).items():
        read.practised[by_member[member]] = min(
            timezone.localdate(one.first_at) for one in done.values()
        )


def _read_services(read: Read, network: UUID) -> None:
    """How soon they answer, and what nobody has confirmed for a month."""
    services = Service.objects.filter(network_id=network, status=Service.Status.PUBLISHED)
    team_of = dict(services.values_list("pk", "team_id"))
    for figure in ReplyFigure.objects.filter(network_id=network):
        if figure.typical_minutes is None or figure.answered < ENOUGH_ANSWERS:
            continue
        key = team_of.get(figure.service_id) if figure.service_id else figure.organisation_id
        if key:
            read.replies[key] = max(figure.typical_minutes, read.replies.get(key, 0))
    old = timezone.now() - CONFIRMED_FOR
    stale = Capacity.objects.filter(network_id=network, confirmed_at__lte=old)
    for service in stale.values_list("service_id", flat=True):
        if service in team_of:
            read.unconfirmed[team_of[service]] += 1


def _read_late(read: Read, network: UUID) -> None:
    """How often the desk had to take over because a team did not answer."""
    since = timezone.now() - timedelta(days=LATE_WITHIN)
    late = ReferralEvent.objects.filter(
        network_id=network, kind=EventKind.ESCALATED, at__gte=since, from_status=Status.SENT
    )
    referrals = list(late.values_list("referral_id", flat=True))
    teams = Referral.objects.filter(pk__in=referrals, to_team__isnull=False)
    team_of = dict(teams.values_list("pk", "to_team_id"))
    for referral in referrals:
        if referral in team_of:
            read.late[team_of[referral]] += 1


def _known_of(one: Organisation, teams: list[Team], read: Read, key: UUID) -> Known:
    """`key` is the organisation's, or that of its only team here."""
    users = {user for team in teams for user in read.workers[team.pk]}
    if key == one.pk:
        users |= read.managers[one.pk]
    marks = [read.marks[team.pk] for team in teams if team.pk in read.marks]
    joining = read.joining.get(one.pk)
    return Known(
        makes_referrals=one.makes_referrals,
        invited_on=_day(joining.invited_at) if joining else None,
        signed_on=read.signed.get(one.pk),
        practised_on=_first(read.practised.get(user) for user in users),
        live_on=one.registered_on,
        first_sent_on=_first(_dated(marks, Mark.FIRST_SENT)),
        first_received_on=_first(_dated(marks, Mark.FIRST_RECEIVED)),
        last_sent_on=_last(_dated(marks, Mark.LAST_SENT)),
        last_answered_on=_last(_dated(marks, Mark.LAST_ANSWERED)),
        last_seen_on=_last(read.people[user].seen_on for user in users),
        is_paused=_is_paused(one, read.today),
        turn_since=_day(joining.asked_at) if joining else None,
        late_answers=sum(read.late[team.pk] for team in teams),
        unconfirmed=sum(read.unconfirmed[team.pk] for team in teams),
        has_people=bool(users),
        replies=read.replies.get(key),
    )


def _is_paused(one: Organisation, today: date) -> bool:
    if one.paused_on is None or one.paused_on > today:
        return False
    return one.paused_until is None or today < one.paused_until


def _dated(marks: Iterable[Mapping[str, date]], code: Mark) -> list[date | None]:
    return [held.get(code) for held in marks]


def _day(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None


def _first(days: Iterable[date | None]) -> date | None:
    return min((day for day in days if day), default=None)


def _last(days: Iterable[date | None]) -> date | None:
    return max((day for day in days if day), default=None)
