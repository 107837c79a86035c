"""What these tests share: a new version of a network's agreement, and a manager of the council."""

from datetime import timedelta

from django.utils import timezone

from ccs.tenancy.context import enter, system
from organisations.agreements.actions import Signed, add_clause, publish
from organisations.agreements.models import AgreementVersion
from organisations.agreements.rules import Clause, first_day
from organisations.members.actions import Invited, NewOrganisation, add_organisation, enrol
from organisations.members.models import Membership, Organisation
from tests.world import World

PAT = Signed(name="Pat Sample", role="Trustee", may_sign=True)
NEW = Clause("photos", "Photos", "No photos of anybody are kept.", "Do not take pictures.")


def new_version(world: World, *, days: int = 0, kind: str = "data-sharing") -> AgreementVersion:
    """In force so many days later than the earliest."""
    with world.acting("coordinator") as actor:
        add_clause(actor=actor, kind=kind, clause=NEW)
        day = first_day(timezone.now()) + timedelta(days=days)
        return publish(actor=actor, kind=kind, day=day)


def with_head(world: World, name: str = "leader", *, of: Organisation | None = None) -> Membership:
    """Somebody who manages the council, or the organisation that is named."""
    organisation_id = of.pk if of else world.council.organisation_id
    with enter(system(world.network.pk)):
        world.people[name] = enrol(
            network_id=world.network.pk,
            invited=Invited(
                email=world.email(name), name=f"{name.title()} Sample", manages=(organisation_id,)
            ),
        )
    return world.people[name]


def unsigned(world: World, name: str = "Unsigned Pantry") -> Organisation:
    with enter(system(world.network.pk)):
        return add_organisation(
            network_id=world.network.pk,
            details=NewOrganisation(name=name, sector="faith"),
            registered_on=timezone.localdate(),
        )
