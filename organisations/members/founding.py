"""A network's first hour: itself, its desk, and somebody to run it."""

from collections.abc import Sequence

from django.db import transaction

from ccs.accounts.rules import name_from
from ccs.outbox.actions import enqueue
from ccs.tenancy.context import enter, system
from ccs.tenancy.models import new_id
from networks.networks.actions import create_network
from networks.networks.models import Country, Network
from organisations.agreements.actions import adopt_templates
from organisations.directory.actions import count_replies_nightly
from organisations.members.actions import Invited, enrol, open_desk
from organisations.needs.actions import start_with_words
from organisations.places.queries import council_codes
from organisations.practice.founding import found_twin
from organisations.roles.rules import RoleName


@transaction.atomic
def found_network(
    *,
    slug: str,
    name: str,
    country: str = Country.ENGLAND,
    coordinator: str = "",
    languages: Sequence[str] = (),
    councils: Sequence[str] = (),
    helpline_phone: str = "",
    helpline_email: str = "",
    helpline_hours: str = "",
) -> Network:
    """For the programme and the command line. The coordinator, an address, is owed an invitation.

    `councils` are names or codes. Raises Problem for what cannot be used.
    """
    network = create_network(
        slug=slug,
        name=name,
        country=country,
        languages=languages or (("en", "cy") if country == Country.WALES else ("en",)),
        area_codes=council_codes(councils),
        helpline_phone=helpline_phone,
        helpline_email=helpline_email,
        helpline_hours=helpline_hours,
    )
    with enter(system(network.pk)):
        open_desk(network_id=network.pk, name=f"{network.short_name} desk")
        adopt_templates(network_id=network.pk)
        start_with_words(network_id=network.pk)
        count_replies_nightly(network_id=network.pk)
        if coordinator:
            _invite_coordinator(network, coordinator)
    found_twin(network)
    return network


def _invite_coordinator(network: Network, email: str) -> None:
    invited = Invited(email=email, name=name_from(email), network_roles=(RoleName.COORDINATOR,))
    membership = enrol(network_id=network.pk, invited=invited)
    enqueue(
        "invitation",
        network_id=network.pk,
        recipients=[membership.pk],
        subject_id=membership.pk,
        event_id=new_id(),
    )
