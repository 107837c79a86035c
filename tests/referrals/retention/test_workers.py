from dataclasses import replace
from datetime import UTC, datetime

import pytest
import time_machine

from ccs.accounts.models import KnownDevice, User
from ccs.audit.models import AuditRecord
from ccs.jobs.actions import run_due
from ccs.jobs.models import Job
from ccs.tenancy.context import Context, custodian, enter, system
from ccs.tenancy.former import FORMER_WORKER, WorkerName
from ccs.tenancy.inspection import tenant_models, wall_of
from ccs.tenancy.models import new_id
from networks.networks.queries import network_by_id
from organisations.capacity.models import CapacityChange
from organisations.engagement.announcements.actions import Said, announce
from organisations.engagement.announcements.models import Announcement
from organisations.members.actions import Invited, enrol
from organisations.members.models import Membership
from organisations.people.leaving import remove_member
from referrals.referrals.actions import decline
from referrals.referrals.models import ReferralEvent
from referrals.retention.models import RetentionRun
from referrals.retention.presenters import preview_of
from referrals.retention.tasks import look_for_what_is_over
from referrals.rights.models import RightsRequest
from tests.referrals.pages import browser, page, text_of
from tests.world import World

pytestmark = pytest.mark.django_db

BEGAN = datetime(2026, 11, 23, 10, tzinfo=UTC)
THE_DAY_BEFORE = datetime(2032, 11, 22, 4, tzinfo=UTC)
SIX_YEARS_LATER = datetime(2032, 11, 23, 4, tzinfo=UTC)


@pytest.fixture
def left(world: World, other_world: World) -> Membership:
    """The adviser, who answered a referral, and whom the coordinator then took out."""
    with time_machine.travel(BEGAN, tick=False):
        [referral] = world.refer()
        with world.acting("adviser") as adviser:
            decline(actor=adviser, reference=referral.reference, reason="no_capacity")
        with world.acting("coordinator") as desk:
            remove_member(actor=desk, member_id=world.people["adviser"].pk)
    return world.people["adviser"]


def night(at: datetime) -> None:
    Job.objects.exclude(kind__startswith="retention").delete()
    with time_machine.travel(at, tick=False):
        look_for_what_is_over()
        run_due(limit=100)


def name_of(member: Membership) -> str:
    with enter(system(member.network_id)):
        return Membership.objects.get(pk=member.pk).name


def account_of(member: Membership) -> User:
    return User.objects.get(pk=member.user_id)


def test_the_name_of_a_worker_goes_six_years_after_they_left_and_not_a_day_before(left, world):
    night(THE_DAY_BEFORE)
    before = name_of(left)
    night(SIX_YEARS_LATER)

    with enter(system(world.network.pk)):
        swept = RetentionRun.objects.get(on=SIX_YEARS_LATER.date()).swept
        events = ReferralEvent.objects.filter(actor_id=left.pk)
        names = set(events.values_list("by_name", flat=True))
        written = AuditRecord.objects.filter(member_id=left.pk).exists()
    assert before == "Adviser Sample"
    assert name_of(left) == "a former worker"
    assert names == {"a former worker"}
    assert swept["workers"] == 1
    assert written


def test_pages_say_of_which_team_they_were_and_nothing_of_that_is_stored(left, world):
    night(SIX_YEARS_LATER)

    with enter(system(world.network.pk)):
        event = ReferralEvent.objects.filter(actor_id=left.pk).select_related("referral")[0]
        stored = ReferralEvent.objects.filter(pk=event.pk, by_name=FORMER_WORKER).exists()
    with time_machine.travel(SIX_YEARS_LATER, tick=False):
        seen = text_of(browser(world, "teacher").get(page(world, event.referral.reference)))
    assert "a former worker of Quay advice line" in seen
    assert stored and FORMER_WORKER not in seen


def test_words_that_were_read_are_stored_as_the_sign_again(left, world):
    night(SIX_YEARS_LATER)

    with enter(system(world.network.pk)):
        member = Membership.objects.get(pk=left.pk)
        member.save(update_fields=["name"])

        assert Membership.objects.filter(pk=left.pk, name=FORMER_WORKER).exists()


def test_every_field_that_is_written_over_says_it_in_words():
    walls = {model: wall_of(model) for model in tenant_models()}

    silent = [
        f"{model._meta.label}.{name}"
        for model, wall in walls.items()
        for name in (wall.of_worker if wall else ())
        for field in [model._meta.get_field(name)]
        if not isinstance(getattr(field, "base_field", field), WorkerName)
    ]

    assert silent == []


def test_their_account_goes_with_its_browsers_and_everybody_elses_stays(left, world, other_world):
    with enter(Context(user=left.user_id)):
        KnownDevice.objects.create(
            user_id=left.user_id, key_hash="a", first_seen_at=BEGAN, last_seen_at=BEGAN
        )

    night(SIX_YEARS_LATER)

    with enter(Context(user=left.user_id)):
        assert not KnownDevice.objects.exists()
    assert account_of(left).email.endswith("@erased.invalid")
    assert not account_of(left).is_active
    assert account_of(world.people["teacher"]).email == world.email("teacher")
    assert name_of(other_world.people["adviser"]) == "Adviser Sample"


def test_who_works_in_another_network_keeps_the_account_and_the_name_there(left, other_world):
    with enter(system(other_world.network.pk)):
        there = enrol(
            network_id=other_world.network.pk,
            invited=Invited(
                email=account_of(left).email, name="A. Sample", teams=(other_world.school.pk,)
            ),
        )

    night(SIX_YEARS_LATER)

    assert name_of(left) == "a former worker"
    assert name_of(there) == "A. Sample"
    assert account_of(left).is_active


def test_whom_a_request_by_right_still_names_stays_until_that_is_answered(left, world):
    with world.acting("coordinator"):
        RightsRequest.objects.create(
            network=world.network,
            kind="access",
            clients=[],
            team=world.desk,
            taken_by=left,
            asked_by="person",
            received_on=BEGAN.date(),
            due_on=BEGAN.date(),
            created_at=BEGAN,
        )

    night(SIX_YEARS_LATER)

    assert name_of(left) == "Adviser Sample"


def test_where_the_name_alone_says_who_it_was_a_namesake_keeps_it(left, world):
    with time_machine.travel(BEGAN, tick=False), world.acting("coordinator") as desk:
        said = Said(title="Closed", body="On Monday.", expires_on=BEGAN.date())
        announce(actor=replace(desk, name="Adviser Sample"), said=said, announcement_id=new_id())
    with enter(system(world.network.pk)):
        Membership.objects.filter(pk=world.people["teacher"].pk).update(name="Adviser Sample")

    night(SIX_YEARS_LATER)

    with enter(system(world.network.pk)):
        assert Announcement.objects.get().written_by == "Adviser Sample"
    assert name_of(left) == "a former worker"


def test_where_only_the_name_says_who_it_was_it_goes_too(left, world):
    with time_machine.travel(BEGAN, tick=False), world.acting("coordinator") as desk:
        said = Said(title="Closed", body="On Monday.", expires_on=BEGAN.date())
        announce(actor=replace(desk, name="Adviser Sample"), said=said, announcement_id=new_id())

    night(SIX_YEARS_LATER)

    with enter(system(world.network.pk)):
        assert Announcement.objects.get().written_by == "a former worker"


def test_the_preview_says_how_many_and_the_database_lets_nobody_elses_name_go(left, world):
    with enter(custodian(world.network.pk, person=world.people["teacher"].pk)):
        touched = CapacityChange.objects.update(by_name="(former worker)")

    with time_machine.travel(datetime(2032, 1, 5, tzinfo=UTC)):
        preview = preview_of(network_by_id(world.network.pk))

    assert touched == 0
    assert preview.workers == 1
