"""Builds the pilots' networks, organisations, teams, services and people, by the site's actions."""

from datetime import timedelta
from typing import Any, Final
from uuid import UUID

import time_machine
from django.utils import timezone

from ccs.demo.apps import give_app
from ccs.demo.registry import AlreadyBuiltError
from ccs.tenancy.context import enter, system
from networks.networks.actions import create_network
from networks.networks.models import Network
from networks.networks.queries import network_by_slug
from organisations.agreements.actions import adopt_templates
from organisations.demo.agreements import ask_again, sign_all
from organisations.demo.joining import bring_in
from organisations.demo.leading import pass_the_lead
from organisations.demo.learnt import learn_all
from organisations.demo.missing import record_missing
from organisations.demo.offers import keep_true, write_down
from organisations.demo.reading import read_people, read_pilot
from organisations.demo.standing import stand_aside
from organisations.directory.actions import count_replies_nightly
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
from organisations.needs.actions import start_with_words
from organisations.practice.founding import found_twin
from organisations.roles.rules import RoleName

JOINED: Final = timedelta(days=365)


def build(pilot: str) -> str:
    data = read_pilot(pilot)
    slug = data["network"]["slug"]
    if network_by_slug(slug):
        raise AlreadyBuiltError
    today = timezone.localdate()
    with time_machine.travel(timezone.localtime().replace(hour=10, minute=0) - JOINED):
        network = _network(data["network"])
        with enter(system(network.pk)):
            for one in data["organisations"]:
                _organisation(
                    network, one, leads=one["name"] == data["network"]["lead_organisation"]
                )
            people = [_person(network, person) for person in read_people() if _here(person, slug)]
        write_down(data, today=today)
    keep_true(data)
    ask_again(data, network)
    record_missing(data)
    learn_all(slug)
    pass_the_lead(data)
    bring_in(data, network)
    stand_aside(slug)
    return f"{len(data['organisations'])} organisations, {len(people)} people"


def _network(data: dict[str, Any]) -> Network:
    helpline = data["helpline"]
    network = create_network(
        slug=data["slug"],
        name=data["name"],
        short_name=data["short_name"],
        country=data["country"],
        languages=data["languages"],
        client_languages=data.get("client_languages", ()),
        colour=data["colour"],
        area_codes=data["area_codes"],
        helpline_phone=helpline["phone"],
        helpline_email=helpline["email"],
        helpline_hours=helpline["hours"],
    )
    with enter(system(network.pk)):
        open_desk(network_id=network.pk, name=f"{network.short_name} desk")
        adopt_templates(network_id=network.pk)
        start_with_words(network_id=network.pk)
        count_replies_nightly(network_id=network.pk)
    found_twin(network)
    return network


def _organisation(network: Network, data: dict[str, Any], *, leads: bool) -> None:
    first, *others = data["teams"]
    organisation = add_organisation(
        network_id=network.pk,
        details=NewOrganisation(
            name=data["name"],
            sector=data["sector"],
            type=data["type"],
            makes_referrals=data["makes_referrals"],
            receives_referrals=data["receives_referrals"],
        ),
        registered_on=data["registered_on"],
        first_team=first["name"],
        first_phone=first["phone"],
    )
    for team in others:
        add_team(organisation=organisation, name=team["name"], phone=team["phone"])
    sign_all(organisation, data)
    if leads:
        appoint_lead(organisation=organisation, since=data["registered_on"])


def _here(person: dict[str, Any], slug: str) -> bool:
    return any(place.get("network") == slug for place in person["places"])


def _person(network: Network, data: dict[str, Any]) -> Membership:
    places = [place for place in data["places"] if place.get("network") == network.slug]
    teams = [place["team"] for place in places if place["role"] == RoleName.WORKER]
    managed = [place["organisation"] for place in places if place["role"] == RoleName.MANAGER]
    member = enrol(
        network_id=network.pk,
        invited=Invited(
            email=data["email"],
            name=data["name"],
            phone=data.get("phone", ""),
            language=data.get("language", "en"),
            teams=_ids(Team, teams),
            manages=_ids(Organisation, managed),
            network_roles=tuple(
                RoleName(place["role"])
                for place in places
                if place["role"] in {RoleName.COORDINATOR, RoleName.ANALYST}
            ),
        ),
    )
    if data.get("code_app"):
        give_app(member.user)
    return member


def _ids(model: type[Team | Organisation], names: list[str]) -> tuple[UUID, ...]:
    return tuple(model.objects.get(name=name).pk for name in names)
