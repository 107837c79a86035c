"""No signature, no personal data: by action, page, API and table; and nobody is cut off."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from ccs.tenancy.context import enter, system
from ccs.tenancy.problems import Problem
from organisations.agreements.actions import sign_agreement
from organisations.directory.actions import NewService, add_service
from organisations.directory.models import Service
from organisations.members.actions import Invited, enrol
from organisations.members.models import Organisation, Team
from referrals.assessments.models import Assessment
from referrals.clients.models import Client as Person
from referrals.clients.models import Share
from referrals.desk.actions import accept_offer, offer, place
from referrals.drafts.models import KeptTyping
from referrals.referrals.actions import accept, close, forward, record_contact, send
from referrals.referrals.models import Referral
from tests.api.caller import AMINA, caller_of
from tests.isolation.granting import granted, origin_of
from tests.isolation.refusals import refused_by_a_wall
from tests.organisations.agreements.versions import new_version, unsigned
from tests.referrals.desk.brought import with_desk
from tests.referrals.passing import refer_with_leave
from tests.world import World

pytestmark = pytest.mark.django_db


def sign_for(world: World, *teams: Team) -> None:
    with enter(system(world.network.pk)):
        for team in teams:
            organisation = Organisation.objects.get(pk=team.organisation_id)
            now = timezone.now()
            sign_agreement(organisation=organisation, name="Pat Sample", role="Chair", at=now)


@contextmanager
def after_the_day(world: World, *signed: Team) -> Iterator[None]:
    """A new version has been in force for a minute, and the teams' organisations have signed it."""
    new = new_version(world)
    with time_machine.travel(new.in_force_from + timedelta(minutes=1)):
        sign_for(world, *signed)
        yield


def pantry(world: World) -> Service:
    """Of an organisation that has never signed, with a worker called `helper`."""
    organisation = unsigned(world)
    with enter(system(world.network.pk)):
        team = organisation.teams.get()
        world.people["helper"] = enrol(
            network_id=world.network.pk,
            invited=Invited(email=world.email("helper"), name="Helper Sample", teams=(team.pk,)),
        )
        return add_service(team=team, details=NewService(name="Food parcels", needs=["food"]))


def signed_in(world: World, name: str) -> Client:
    browser = Client()
    browser.force_login(world.user(name), "allauth.account.auth_backends.AuthenticationBackend")
    return browser


def test_nothing_is_sent_to_who_never_signed(world: World, other_world: World) -> None:
    parcels = pantry(world)

    with pytest.raises(Problem, match="has not signed the data sharing agreement"):
        world.refer(parcels)

    with world.acting("helper"):
        seen = [Person.objects.count(), Assessment.objects.count(), Share.objects.count()]
    assert seen == [0, 0, 0]


def test_nor_by_another_system_which_is_told_before(world: World) -> None:
    parcels = pantry(world)
    school = caller_of(world, world.school)

    listed = school.get("services", {"need": "food"}).body["results"]
    kept = school.post("assessments", AMINA).body["id"]
    sent = school.post(f"assessments/{kept}/referrals", {"services": [str(parcels.pk)]})

    assert {one["name"]: one["agreement_signed"] for one in listed}["Food parcels"] is False
    assert {one["name"]: one["agreement_signed"] for one in listed}["Crisis advice"] is True
    assert sent.status == 422
    with world.acting("helper"):
        assert Share.objects.count() == 0


def test_it_is_shown_before_and_cannot_be_ticked(world: World) -> None:
    parcels = pantry(world)
    assessment = world.assess()
    teacher = signed_in(world, "teacher")

    choosing = teacher.get(f"/hamlets/refer/{assessment.pk}/services/").content.decode()
    shown = teacher.get(f"/hamlets/services/{parcels.pk}/").content.decode()

    assert "Has not signed the agreement" in choosing
    assert f'value="{parcels.pk}"' not in choosing
    assert "has not signed the data sharing agreement yet" in shown


def test_who_never_signed_begins_nothing_and_keeps_nothing(world: World) -> None:
    team = pantry(world).team
    helper, key = signed_in(world, "helper"), caller_of(world, team)

    with pytest.raises(Problem):
        world.assess(by="helper")
    page = helper.get("/hamlets/refer/")
    typed = helper.post(f"/hamlets/refer/{world.network.pk}/typed/who/", {"given_name": "Amina"})
    api = key.post("assessments", AMINA)

    assert "You cannot start a referral now" in page.content.decode()
    assert "Ask your manager to sign it." in helper.get("/hamlets/").content.decode()
    assert (typed.status_code, api.status) == (404, 422)
    with world.acting("helper"):
        assert (KeptTyping.objects.count(), Person.objects.count()) == (0, 0)


def test_after_the_day_nothing_new_comes(world: World) -> None:
    with after_the_day(world, world.school, world.advice_line):
        passed = refer_with_leave(world)
        brought = with_desk(world)

        with pytest.raises(Problem):
            world.refer(world.grants)
        with world.acting("adviser") as adviser, pytest.raises(Problem):
            forward(actor=adviser, reference=passed.reference, service=world.grants.pk)
        with world.acting("coordinator") as desk, pytest.raises(Problem):
            place(actor=desk, reference=brought.reference, service_id=world.grants.pk)
        with world.acting("coordinator") as desk, pytest.raises(Problem):
            offer(actor=desk, reference=brought.reference, service_ids=[world.grants.pk])
        with world.acting("officer"):
            assert Share.objects.count() == 0


def test_nor_by_an_offer_that_was_made_before(world: World) -> None:
    brought = with_desk(world)
    with world.acting("coordinator") as desk:
        [made] = offer(actor=desk, reference=brought.reference, service_ids=[world.grants.pk])

    with (
        after_the_day(world, world.school),
        world.acting("officer") as officer,
        pytest.raises(Problem),
    ):
        accept_offer(actor=officer, offer_id=made.pk)

    with world.acting("officer"):
        assert Share.objects.count() == 0


def test_the_table_refuses_it_whatever_the_code_says(world: World) -> None:
    [referral] = world.refer(world.grants)
    parent = origin_of(world, referral.assessment)
    with world.acting("officer"):
        Share.objects.filter(referral=referral).update(until=timezone.now())

    with after_the_day(world, world.school):
        forged = granted(
            referral.assessment,
            referral,
            team_id=world.council.pk,
            granted_by_id=world.school.pk,
            parent=parent,
        )

        with refused_by_a_wall(), world.acting("teacher"):
            forged.save(force_insert=True)


def test_what_is_open_is_read_and_brought_to_its_end(world: World) -> None:
    [referral] = world.refer(world.grants)

    with after_the_day(world):
        officer_page = signed_in(world, "officer").get(f"/hamlets/referrals/{referral.reference}/")
        with world.acting("officer") as officer:
            accept(actor=officer, reference=referral.reference)
            record_contact(actor=officer, reference=referral.reference, way="phone", made=True)
            close(actor=officer, reference=referral.reference, outcome="helped_in_full")

    assert "Amina has no food" in officer_page.content.decode()
    with world.acting("officer"):
        assert Referral.objects.get(pk=referral.pk).status == "closed"


def test_but_it_is_not_passed_on_and_nothing_new_is_begun(world: World) -> None:
    passed = refer_with_leave(world)

    with after_the_day(world, world.council):
        with world.acting("adviser") as adviser, pytest.raises(Problem) as refusal:
            forward(actor=adviser, reference=passed.reference, service=world.grants.pk)
        with pytest.raises(Problem):
            world.assess(by="adviser")

    assert "has ended, so you cannot pass this on" in str(refusal.value)


def test_what_was_begun_before_is_sent_to_who_signed(world: World) -> None:
    assessment = world.assess()

    with after_the_day(world, world.council), world.acting("teacher") as teacher:
        [sent] = send(actor=teacher, assessment_id=assessment.pk, service_ids=[world.grants.pk])

    assert sent.status == "sent"
