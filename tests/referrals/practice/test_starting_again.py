from datetime import date

import pytest

from ccs.audit.models import AuditRecord
from ccs.tenancy.context import enter, system
from ccs.tenancy.problems import NotAllowed
from organisations.directory.models import Service
from organisations.directory.queries import services_to_refer_to
from organisations.members.models import Organisation, Team
from organisations.practice.queries import made_up_worker
from organisations.roles.models import TeamRole
from referrals.clients.models import Client
from referrals.practice.ending import reset_all, reset_own
from referrals.practice.mail import mail_of
from referrals.referrals.models import Referral
from tests.referrals.practice.there import after, go, practising, refer, seen_by

pytestmark = pytest.mark.django_db


def test_a_team_starts_again_with_nothing_and_what_was_open_ends(world):
    twin = go(world, "teacher", "teacher2", "officer")
    sent = [refer(world, "teacher", given_name=name) for name in ("Amy", "Ben", "Cat")]
    other = refer(world, "officer")
    after(seconds=20)

    with practising(world, "teacher") as teacher:
        reset_own(actor=teacher)

    with enter(system(twin.pk)):
        ended = {one.status for one in Referral.objects.filter(pk__in=[one.pk for one in sent])}
    assert ended == {"closed", "withdrawn", "declined"}
    for name in ("teacher", "teacher2"):
        with practising(world, name) as actor:
            assert list(actor.team_names.values()) == ["Hill pastoral team (practice)"]
            assert not Referral.objects.exists()
            assert not Client.objects.exists()
            assert not mail_of(actor).exists()
    assert seen_by(world, "officer", other).status == "accepted"


def test_starting_again_twice_leaves_one_team_and_can_be_practised_in(world):
    twin = go(world, "adviser")

    for _press in range(2):
        with practising(world, "adviser") as adviser:
            reset_own(actor=adviser)
    go(world, "adviser")
    refer(world, "adviser")

    with enter(system(twin.pk)):
        named = Team.objects.filter(name="Quay advice line (practice)", closed_on=None)
        assert named.count() == 1


def test_a_coordinator_starts_everybody_again_and_nobody_else_does(world):
    twin = go(world, "teacher", "officer", "coordinator")
    sent = refer(world, "teacher")

    with practising(world, "officer") as officer, pytest.raises(NotAllowed):
        reset_all(actor=officer)
    with practising(world, "coordinator") as coordinator:
        reset_all(actor=coordinator)
        assert AuditRecord.objects.filter(action="practice.reset_all").count() == 1
    after(minutes=1)

    with enter(system(twin.pk)):
        assert Referral.objects.get(pk=sent.pk).status == "withdrawn"
    with practising(world, "teacher"):
        assert not Referral.objects.exists()


def test_nothing_of_a_live_network_is_ever_reset(world):
    with world.acting("coordinator") as coordinator, pytest.raises(NotAllowed):
        reset_all(actor=coordinator)
    with world.acting("teacher") as teacher, pytest.raises(NotAllowed):
        reset_own(actor=teacher)


def test_the_night_puts_those_who_are_made_up_back_as_they_were(world):
    twin = go(world, "teacher")
    with enter(system(twin.pk)):
        TeamRole.objects.filter(user__email="fay.practice@practice.example").delete()
        Organisation.objects.filter(name="Practice Food Bank").update(left_on=date(2026, 1, 5))
        Service.objects.filter(name="Practice food parcels").update(status="withdrawn")

    after(days=1, hours=1)

    with practising(world, "teacher") as teacher:
        offered = services_to_refer_to(teacher).get(name="Practice food parcels")
        assert made_up_worker(offered.team_id).name == "Fay Practice"
