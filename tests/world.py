"""Two networks with people, services and one story each, so that a leak can show."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from uuid import UUID

from django.utils import timezone

from ccs.accounts.models import User
from ccs.tenancy.actor import Actor
from ccs.tenancy.context import Context, enter, system
from networks.networks.actions import create_network
from networks.networks.models import Network
from organisations.agreements.actions import adopt_templates, sign_agreement
from organisations.directory.actions import NewService, add_service
from organisations.directory.models import Service
from organisations.members.actions import (
    Invited,
    NewOrganisation,
    add_organisation,
    add_team,
    appoint_lead,
    enrol,
    open_desk,
)
from organisations.members.models import Membership, Organisation, Team
from organisations.roles.queries import actor_for
from organisations.roles.rules import RoleName
from referrals.assessments.actions import record_assessment
from referrals.assessments.models import Assessment
from referrals.assessments.rules import Person, Relative, Told, ToldNeed
from referrals.consent.actions import record_consent
from referrals.consent.rules import Agreed
from referrals.referrals.actions import send
from referrals.referrals.models import Referral

ADOPTED_AT = datetime(2025, 1, 6, 12, tzinfo=UTC)
SIGNED_AT = datetime(2026, 1, 5, 12, tzinfo=UTC)


@dataclass
class World:
    """One network: a school that refers, an advice agency of two teams, a council team, a desk."""

    network: Network
    school: Team
    advice_line: Team
    casework: Team
    council: Team
    desk: Team
    advice: Service
    debt: Service
    grants: Service
    people: dict[str, Membership] = field(default_factory=dict)

    def email(self, name: str) -> str:
        return f"{name}@{self.network.slug}.example"

    @contextmanager
    def acting(self, name: str) -> Iterator[Actor]:
        """Be somebody, as a request would make them, until the end of the block."""
        with enter(Context(user=self.people[name].user_id)):
            actor = actor_for(user_id=self.people[name].user_id, slug=self.network.slug)
            assert actor is not None
            yield actor

    def user(self, name: str) -> User:
        return User.objects.get(pk=self.people[name].user_id)

    def told(self, given_name: str = "Amina", **changes: object) -> Told:
        story = {
            "client": Person(
                given_name=given_name,
                family_name="Pretend",
                phone="020 7946 0018",
                safe_to=("call",),
            ),
            "household": (
                Relative(given_name="Yusuf", relationship="child", date_of_birth=date(2015, 5, 1)),
            ),
            "story": f"{given_name} has no food and the meter is empty.",
            "needs": (ToldNeed("food", "today"), ToldNeed("debt", "soon", member=0)),
            "answers": {"nrpf": "no", "tenure": "private rent"},
        }
        return Told(**{**story, **changes})

    def assess(self, *, by: str = "teacher", agreed: bool = True, **changes: object) -> Assessment:
        with self.acting(by) as actor:
            assessment = record_assessment(
                actor=actor, team_id=actor.teams[0], told=self.told(**changes)
            )
            if agreed:
                record_consent(
                    actor=actor,
                    assessment_id=assessment.pk,
                    agreed=Agreed("consent", given="in_person"),
                )
        return assessment

    def refer(self, *services: Service, by: str = "teacher", **changes: object) -> list[Referral]:
        """Referrals from a new conversation, to advice unless said otherwise."""
        assessment = self.assess(by=by, **changes)
        with self.acting(by) as actor:
            return send(
                actor=actor,
                assessment_id=assessment.pk,
                service_ids=[service.pk for service in services or (self.advice,)],
            )


def build_world(slug: str = "hamlets", name: str = "Hamlets Network") -> World:
    network = create_network(
        slug=slug, name=name, short_name=name.split(maxsplit=1)[0], languages=["en", "cy"]
    )
    with enter(system(network.pk)):
        adopt_templates(network_id=network.pk, at=ADOPTED_AT, renew_months=600)
        school = _signed(
            network, "Hill School", "school", team="Hill pastoral team", receives_referrals=False
        )
        island = _signed(network, "Quay Advice", "vcs", team="Quay advice line")
        council = _signed(
            network,
            "Borough Council",
            "local_authority",
            team="Resident support",
            type="lwa_scheme",
        )
        casework = add_team(organisation=island, name="Quay casework")
        advice_line, support = island.teams.get(name="Quay advice line"), council.teams.get()
        desk = open_desk(network_id=network.pk, name=f"{network.short_name} desk")
        appoint_lead(organisation=island, since=date(2025, 10, 1))
        world = World(
            network=network,
            school=school.teams.get(),
            advice_line=advice_line,
            casework=casework,
            council=support,
            desk=desk,
            advice=add_service(
                team=advice_line,
                details=NewService(
                    name="Crisis advice",
                    needs=["food", "debt", "benefits"],
                    description="Vouchers and advice.",
                    information_needed=["nrpf"],
                ),
            ),
            debt=add_service(
                team=casework, details=NewService(name="Debt casework", needs=["debt"])
            ),
            grants=add_service(
                team=support,
                details=NewService(
                    name="Hardship grants", needs=["food", "fuel", "cash"], scheme="lwa"
                ),
            ),
        )
        _enrol_people(world, island)
    return world


def _signed(
    network: Network, name: str, sector: str, *, team: str, **details: object
) -> Organisation:
    organisation = add_organisation(
        network_id=network.pk,
        details=NewOrganisation(name=name, sector=sector, **details),
        registered_on=date(2025, 10, 1),
        first_team=team,
    )
    sign_agreement(
        organisation=organisation,
        name="Pat Sample",
        role="Chair",
        at=SIGNED_AT,
    )
    return organisation


def _enrol_people(world: World, island: Organisation) -> None:
    roles: dict[str, dict[str, tuple[object, ...]]] = {
        "teacher": {"teams": (world.school.pk,)},
        "teacher2": {"teams": (world.school.pk,)},
        "adviser": {"teams": (world.advice_line.pk,)},
        "adviser2": {"teams": (world.advice_line.pk,)},
        "caseworker": {"teams": (world.casework.pk,)},
        "officer": {"teams": (world.council.pk,)},
        "manager": {"manages": (island.pk,)},
        "coordinator": {"network_roles": (RoleName.COORDINATOR,)},
        "analyst": {"network_roles": (RoleName.ANALYST,)},
    }
    for name, held in roles.items():
        world.people[name] = enrol(
            network_id=world.network.pk,
            invited=Invited(email=world.email(name), name=f"{name.title()} Sample", **held),
        )
    # They have been here today: the first page of a day writes that down, and no other does.
    Membership.objects.filter(network=world.network).update(seen_on=timezone.localdate())


def ids_of(referrals: list[Referral]) -> list[UUID]:
    return [referral.pk for referral in referrals]
