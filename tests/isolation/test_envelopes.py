"""What is known of a referral without the person: seen by the desk, written by its two teams."""

from django.utils import timezone

from ccs.tenancy.context import enter, system
from referrals.assessments.models import OpenNeed
from referrals.referrals.actions import choose_services, decline
from referrals.referrals.models import Referral, ReferralEvent
from tests.isolation.refusals import refused_by_a_key, refused_by_a_wall
from tests.world import World


def event(referral: Referral, *, team_id: object) -> ReferralEvent:
    return ReferralEvent(
        network_id=referral.network_id,
        referral=referral,
        kind="accepted",
        at=timezone.now(),
        team_id=team_id,
        by_name="Forged Sample",
    )


def referral_of(world: World, assessment_id: object, **fields: object) -> Referral:
    now = timezone.now()
    return Referral(
        network_id=world.network.pk,
        reference="AAAA-3333",
        assessment_id=assessment_id,
        from_team_id=world.council.pk,
        owner_team_id=world.council.pk,
        origin_team_id=world.council.pk,
        needs=["food"],
        urgency="soon",
        from_name="Forged",
        from_sector="vcs",
        created_at=now,
        changed_at=now,
        next_action_at=now,
        **fields,
    )


def open_need(referral: Referral, **fields: object) -> OpenNeed:
    return OpenNeed(
        **{
            "network_id": referral.network_id,
            "referral": referral,
            "assessment_id": referral.assessment_id,
            "team_id": referral.from_team_id,
            "needs": ["food"],
            "due_at": timezone.now(),
            **fields,
        }
    )


def test_a_stranger_adds_no_event(here: World) -> None:
    [referral] = here.refer()

    with refused_by_a_wall(), here.acting("officer"):
        event(referral, team_id=here.council.pk).save(force_insert=True)


def test_those_who_only_see_the_envelope_add_no_event(here: World) -> None:
    [referral] = here.refer()

    with refused_by_a_wall(), here.acting("coordinator"):
        event(referral, team_id=here.desk.pk).save(force_insert=True)
    with refused_by_a_wall(), here.acting("manager"):
        event(referral, team_id=here.advice_line.pk).save(force_insert=True)


def test_one_side_adds_no_event_in_the_name_of_the_other(here: World) -> None:
    [referral] = here.refer()

    with refused_by_a_wall(), here.acting("teacher"):
        event(referral, team_id=here.advice_line.pk).save(force_insert=True)


def test_an_event_is_never_changed_or_taken_back(here: World) -> None:
    here.refer()

    with refused_by_a_wall(), here.acting("teacher"):
        ReferralEvent.objects.update(kind="seen")
    with refused_by_a_wall(), enter(system(here.network.pk)):
        ReferralEvent.objects.all()._raw_delete("default")


def test_those_who_only_see_the_envelope_do_not_answer(here: World) -> None:
    here.refer()

    for name in ("coordinator", "manager"):
        with here.acting(name):
            assert Referral.objects.count() == 1
            assert Referral.objects.update(urgency="soon") == 0


def test_nobody_refers_from_a_story_they_cannot_read(here: World) -> None:
    assessment = here.assess()

    with refused_by_a_wall(), here.acting("officer"):
        referral_of(here, assessment.pk).save(force_insert=True)


def test_nobody_refers_in_the_name_of_another_team(here: World) -> None:
    [referral] = here.refer(here.grants)

    forged = referral_of(here, referral.assessment_id, forwarded_from=referral)
    forged.from_team_id = here.casework.pk

    with refused_by_a_wall(), here.acting("officer"):
        forged.save(force_insert=True)


def test_a_referral_does_not_change_who_asked(here: World) -> None:
    here.refer(here.grants)

    with refused_by_a_wall(), here.acting("officer"):
        Referral.objects.update(from_team_id=here.council.pk)


def test_a_referral_is_not_moved_to_another_story(here: World) -> None:
    here.refer(here.grants)
    own = here.assess(by="officer", given_name="Bilal")

    with refused_by_a_wall(), here.acting("officer"):
        Referral.objects.update(assessment_id=own.pk)


def test_a_sent_referral_is_not_deleted(here: World) -> None:
    here.refer()

    with here.acting("teacher"):
        Referral.objects.all()._raw_delete("default")
        left = Referral.objects.count()

    assert left == 1


def test_a_draft_is_seen_by_its_own_team_alone(here: World) -> None:
    assessment = here.assess()
    with here.acting("teacher") as teacher:
        choose_services(actor=teacher, assessment_id=assessment.pk, service_ids=[here.advice.pk])

    seen = {}
    for name in ("teacher", "adviser", "manager", "coordinator", "officer"):
        with here.acting(name):
            seen[name] = Referral.objects.count()

    assert seen == {"teacher": 1, "adviser": 0, "manager": 0, "coordinator": 0, "officer": 0}


def test_only_the_team_that_was_asked_leaves_a_need_open(here: World) -> None:
    [referral] = here.refer()

    for name in ("officer", "manager", "coordinator"):
        with refused_by_a_wall(), here.acting(name):
            open_need(referral).save(force_insert=True)


def test_an_open_need_belongs_to_the_referrals_own_story(here: World) -> None:
    [referral] = here.refer()
    other = here.assess(given_name="Bilal")

    with refused_by_a_wall(), here.acting("adviser"):
        open_need(referral, assessment_id=other.pk).save(force_insert=True)


def test_an_open_need_is_not_handed_to_another_team(here: World) -> None:
    [referral] = here.refer()
    with here.acting("adviser") as adviser:
        decline(actor=adviser, reference=referral.reference, reason="no_capacity")

    with refused_by_a_wall(), here.acting("teacher"):
        OpenNeed.objects.update(team_id=here.council.pk)


def test_the_database_refuses_an_open_referral_that_waits_on_nobody(here: World) -> None:
    here.refer()

    with refused_by_a_key("referral_owned_until_ended"), here.acting("teacher"):
        Referral.objects.update(owner_team=None)
    with refused_by_a_key("referral_owned_until_ended"), here.acting("teacher"):
        Referral.objects.update(next_action_at=None)


def test_the_database_refuses_an_ended_referral_that_somebody_still_owns(here: World) -> None:
    here.refer()

    with refused_by_a_key("referral_owned_until_ended"), here.acting("teacher"):
        Referral.objects.update(status="withdrawn", ended_at=timezone.now())
