"""What nobody sends is deleted after 30 days, and whoever wrote it down is warned before."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
import time_machine
from django.utils import timezone

from ccs.audit.models import AuditRecord
from ccs.jobs.models import Job
from ccs.outbox.tasks import deliver
from ccs.tenancy.context import enter, system
from networks.networks.queries import working_hours
from organisations.people.leaving import remove_member
from referrals.assessments.models import Answer, Assessment, AssessmentNeed
from referrals.clients.models import Client, HouseholdMember, Share
from referrals.consent.models import Consent
from referrals.drafts.actions import keep_typing
from referrals.drafts.jobs import look_at_draft, look_at_typing
from referrals.drafts.models import KeptTyping
from referrals.referrals.actions import choose_services
from referrals.referrals.models import Referral
from tests.mail import Mailbox
from tests.referrals.drafts.times import left_alone, there
from tests.referrals.journey import step
from tests.referrals.pages import browser, home, text_of
from tests.world import World

PARTS = (Assessment, AssessmentNeed, Answer, Share, Consent, Client, HouseholdMember, KeptTyping)


def look(world: World, key: UUID) -> datetime | None:
    """As the scheduler does."""
    with enter(system(world.network.pk)):
        return look_at_draft(world.network.pk, key)


def left(world: World) -> dict[str, int]:
    with world.acting("teacher"):
        return {model.__name__: model.objects.count() for model in (*PARTS, Referral)}


def warned(world: World, key: UUID, *, by: str = "teacher") -> datetime | None:
    """Five days before its end, at a time when people are written to."""
    opening = working_hours(world.network).next_moment(timezone.now())
    with time_machine.travel(opening, tick=False):
        left_alone(world, key, days=29.9, by=by)
        again = look(world, key)
        deliver()
    return again


def test_everything_of_it_is_deleted_and_nothing_of_any_other(
    world: World, other_world: World
) -> None:
    young, sent, old = world.assess(), world.refer()[0], world.assess()
    before = left(world)
    gone = world.assess()
    with world.acting("teacher") as actor:
        choose_services(actor=actor, assessment_id=gone.pk, service_ids=[world.grants.pk])
        keep_typing(actor=actor, assessment_id=gone.pk, step="what", data={"story": ["x"]})
    left_alone(world, gone.pk, days=31)

    again = [look(world, one) for one in (young.pk, sent.assessment_id, old.pk, gone.pk)]

    assert again == [None] * 4
    assert left(world) == before
    assert there(world, young.pk)
    assert there(world, sent.assessment_id)
    with world.acting("coordinator"):
        assert AuditRecord.objects.filter(action="assessment.purged", subject_id=gone.pk).exists()


def test_a_person_whom_another_conversation_is_about_stays(world: World) -> None:
    first = world.assess()
    with world.acting("teacher") as actor:
        share = Share.objects.get(assessment=first)
        other = Assessment.objects.create(
            network=world.network,
            client_id=first.client_id,
            team_id=actor.teams[0],
            first_team=actor.teams[0],
        )
        Share.objects.create(
            network=world.network,
            client_id=first.client_id,
            assessment=other,
            team_id=actor.teams[0],
            ground=Share.Ground.ORIGIN,
            origin_team=actor.teams[0],
            granted_by_id=actor.teams[0],
            since=share.since,
        )
    left_alone(world, first.pk, days=31)

    look(world, first.pk)

    assert not there(world, first.pk)
    with world.acting("teacher"):
        assert Client.objects.filter(pk=first.client_id).exists()


def test_one_that_the_team_went_on_from_is_left_for_another_day(world: World) -> None:
    first = world.assess()
    with world.acting("teacher") as actor:
        Assessment.objects.create(
            network=world.network,
            client_id=first.client_id,
            team_id=actor.teams[0],
            known_through=Share.objects.get(assessment=first),
        )
    left_alone(world, first.pk, days=31)

    again = look(world, first.pk)

    assert again is not None
    assert there(world, first.pk)


def test_whoever_wrote_it_is_warned_once_without_the_person(world: World, mailbox: Mailbox) -> None:
    assessment = world.assess()

    again = [warned(world, assessment.pk), look(world, assessment.pk)]
    deliver()

    assert mailbox.addresses == ["teacher@hamlets.example"]
    assert "was begun on" in mailbox.text()
    assert step(world, assessment.pk, "steps") in mailbox.text()
    assert "Amina" not in mailbox.text() + mailbox.subjects[0]
    assert None not in again


def test_the_team_is_warned_of_what_somebody_left_who_is_gone(
    world: World, mailbox: Mailbox
) -> None:
    assessment = world.assess()
    with world.acting("coordinator") as actor:
        remove_member(actor=actor, member_id=world.people["teacher"].pk)

    warned(world, assessment.pk, by="teacher2")

    assert mailbox.addresses == ["teacher2@hamlets.example"] * 2
    assert "A referral you have not sent will be deleted" in str(mailbox.emails[-1]["Subject"])


def test_home_says_when_it_goes_and_keeps_it_with_one_click(world: World) -> None:
    assessment = world.assess()
    left_alone(world, assessment.pk, days=26)
    client = browser(world, "teacher2")

    near = text_of(client.get(home(world)))
    after = text_of(client.post(step(world, assessment.pk, "keep"), follow=True))

    assert "Will be deleted on" in near
    assert "We keep it for 30 more days." in after
    assert "Will be deleted on" not in after
    due = Job.objects.get(kind="draft", subject_id=assessment.pk).due_at
    assert due > timezone.now() + timedelta(days=24)


@pytest.mark.parametrize(("days", "left_over"), [(29, 1), (31, 0)])
def test_what_was_typed_and_never_saved_goes_too(world: World, days: int, left_over: int) -> None:
    with world.acting("teacher") as actor:
        keep_typing(actor=actor, assessment_id=world.school.pk, step="who", data={"x": ["y"]})
    left_alone(world, world.school.pk, days=days)

    with enter(system(world.network.pk)):
        look_at_typing(world.network.pk, world.school.pk)

    with world.acting("teacher"):
        assert KeptTyping.objects.count() == left_over
