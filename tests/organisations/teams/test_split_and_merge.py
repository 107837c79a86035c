import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ccs.tenancy.context import enter, system
from ccs.tenancy.problems import NotAllowed, Problem
from organisations.directory.actions import NewService, add_service
from organisations.directory.models import Service
from organisations.members.models import Team
from organisations.roles.actions import create_api_key
from organisations.roles.models import ApiKey, TeamRole
from organisations.roles.queries import people_told_about
from organisations.teams.actions import Split, close_team, merge_teams, open_team, split_team
from referrals.assessments.models import Assessment
from referrals.clients.models import Share
from referrals.clocks.checking import check
from referrals.clocks.models import Finding
from referrals.consent.models import Consent
from referrals.messages.actions import post_message
from referrals.messages.keeping import keep_note
from referrals.messages.models import Message, Note
from referrals.referrals.actions import accept, close, decline, record_contact, send
from referrals.referrals.models import Referral, ReferralEvent
from tests.referrals.pages import browser, home, text_of
from tests.world import World


def food_bank(world: World) -> Service:
    with enter(system(world.network.pk)):
        return add_service(
            team=world.advice_line, details=NewService(name="Food parcels", needs=["food"])
        )


def split(world: World, *services: Service, people: tuple[str, ...] = ("adviser2",)) -> Team:
    with world.acting("manager") as manager:
        new, _moved = split_team(
            actor=manager,
            team_id=world.advice_line.pk,
            split=Split(
                name="Quay food",
                services=frozenset(one.pk for one in services),
                people=frozenset(world.people[name].pk for name in people),
            ),
        )
    return new


def letters_of(world: World, name: str) -> int:
    with world.acting(name):
        return Assessment.objects.count()


def nobody_waits_on_nobody(world: World) -> bool:
    with enter(system(world.network.pk)):
        check(world.network.pk, world.network.pk)
        return not Finding.objects.exists()


def test_what_is_open_goes_with_the_service_and_what_is_closed_stays(
    world: World, other_world: World
) -> None:
    parcels = food_bank(world)
    [open_now] = world.refer(parcels)
    [over] = world.refer(parcels)
    [stays] = world.refer(world.advice)
    with world.acting("adviser") as adviser:
        post_message(actor=adviser, reference=open_now.reference, body="Halal, please?")
        keep_note(actor=adviser, reference=open_now.reference, audience="team", text="Mind the dog")
        for one in (open_now, over):
            accept(actor=adviser, reference=one.reference)
        record_contact(actor=adviser, reference=over.reference, made=True, way="phone")
        close(actor=adviser, reference=over.reference, outcome="helped_in_full")

    new = split(world, parcels)

    with world.acting("adviser2") as actor:
        assert actor.teams == (new.pk,)
        [seen] = Referral.objects.all()
        assert (seen.pk, seen.to_team_id, seen.owner_team_id) == (open_now.pk, new.pk, new.pk)
        assert (seen.status, seen.assigned_to_id) == ("accepted", None)
        assert Assessment.objects.count() == 1
        assert [one.body for one in Message.objects.all()] == ["Halal, please?"]
        assert [one.body for one in Note.objects.all()] == ["Mind the dog"]
        kinds = list(ReferralEvent.objects.values_list("kind", flat=True))
        assert "handed_on" in kinds
        record_contact(actor=actor, reference=seen.reference, made=True, way="phone")
        close(actor=actor, reference=seen.reference, outcome="helped_in_full")
    with world.acting("adviser"):
        held = set(Referral.objects.values_list("pk", flat=True))
        assert held == {over.pk, stays.pk}
        assert Assessment.objects.count() == 2
        assert not Note.objects.exists()
    assert letters_of(world, "caseworker") == letters_of(world, "manager") == 0
    assert nobody_waits_on_nobody(world)


def test_a_letter_without_an_agreement_that_stands_stays_where_it_is(world: World) -> None:
    parcels = food_bank(world)
    [referral] = world.refer(parcels)
    with world.acting("teacher"):
        Share.objects.filter(referral=referral).exists()
    with enter(system(world.network.pk)):
        before = Share.objects.filter(referral=referral, until=None).count()
    with world.acting("teacher"):
        Consent.objects.update(withdrawn_at=timezone.now())

    split(world, parcels)

    with enter(system(world.network.pk)):
        referral.refresh_from_db()
        open_now = Share.objects.filter(referral=referral, until=None)
        assert before == open_now.count() == 1
        assert open_now.get().team_id == world.advice_line.pk
    assert referral.to_team_id == world.advice_line.pk


def test_a_split_leaves_somebody_in_both_teams_and_is_the_managers(world: World) -> None:
    parcels = food_bank(world)

    with pytest.raises(Problem) as refusal:
        split(world, parcels, people=("adviser", "adviser2"))
    with world.acting("adviser") as adviser, pytest.raises(NotAllowed):
        split_team(
            actor=adviser,
            team_id=world.advice_line.pk,
            split=Split(name="Mine", services=frozenset(), people=frozenset()),
        )

    assert refusal.value.message == "Somebody has to stay in this team. Or rename it."


def test_two_teams_become_one_with_all_their_work(world: World, other_world: World) -> None:
    [received] = world.refer(world.debt)
    [elsewhere] = world.refer(world.advice)
    [sent] = world.refer(world.grants, by="caseworker")
    [refused] = world.refer(world.grants, by="caseworker", given_name="Bea")
    with world.acting("officer") as officer:
        decline(actor=officer, reference=refused.reference, reason="no_capacity")
    draft = world.assess(by="caseworker", given_name="Cem")
    with world.acting("coordinator") as coordinator:
        create_api_key(actor=coordinator, name="Case system", team_id=world.casework.pk)
    with enter(system(world.network.pk)):
        shares = list(Share.objects.order_by("id").values_list("id", "team", "until"))

    with world.acting("manager") as manager:
        done = merge_teams(actor=manager, team_id=world.casework.pk, into_id=world.advice_line.pk)
        again = merge_teams(actor=manager, team_id=world.casework.pk, into_id=world.advice_line.pk)

    assert (done.people, done.services, done.keys) == (1, 1, 1)
    assert (again.people, again.services, again.keys) == (0, 0, 0)
    with world.acting("adviser") as adviser:
        assert adviser.teams == (world.advice_line.pk, world.casework.pk)
        seen = set(Referral.objects.values_list("pk", flat=True))
        assert seen == {received.pk, elsewhere.pk, sent.pk, refused.pk}
        assert Assessment.objects.filter(pk=draft.pk).exists()
        accept(actor=adviser, reference=received.reference)
        send(actor=adviser, assessment_id=draft.pk, service_ids=[world.grants.pk])
    with enter(system(world.network.pk)):
        assert (
            list(
                Share.objects.filter(pk__in=[pk for pk, _team, _until in shares])
                .order_by("id")
                .values_list("id", "team", "until")
            )
            == shares
        )
        assert not TeamRole.objects.filter(content_object=world.casework).exists()
        assert ApiKey.objects.get().team_id == world.advice_line.pk
        told = people_told_about(world.casework.pk)
    assert told == people_told_about(world.advice_line.pk) or len(told) == 3
    assert letters_of(world, "manager") == letters_of(world, "coordinator") == 0
    assert nobody_waits_on_nobody(world)


def test_only_teams_of_one_organisation_are_merged_and_only_by_its_manager(world: World) -> None:
    with world.acting("manager") as manager, pytest.raises(NotAllowed):
        merge_teams(actor=manager, team_id=world.casework.pk, into_id=world.council.pk)
    with world.acting("coordinator") as coordinator, pytest.raises(NotAllowed):
        merge_teams(actor=coordinator, team_id=world.casework.pk, into_id=world.council.pk)
    with world.acting("caseworker") as worker, pytest.raises(NotAllowed):
        merge_teams(actor=worker, team_id=world.casework.pk, into_id=world.advice_line.pk)


def test_a_team_with_people_services_or_work_is_not_closed(world: World) -> None:
    with world.acting("manager") as manager:
        with pytest.raises(Problem) as refusal:
            close_team(actor=manager, team_id=world.casework.pk)
        empty = open_team(
            actor=manager, organisation_id=world.casework.organisation_id, name="Quay night"
        )
        close_team(actor=manager, team_id=empty.pk)
        with pytest.raises(Problem) as taken:
            open_team(
                actor=manager, organisation_id=world.casework.organisation_id, name="Quay night"
            )

    assert "People still work in it." in refusal.value.message
    assert taken.value.field == "name"


def test_the_page_of_teams_asks_as_often_for_many_teams_as_for_few(world: World) -> None:
    client = browser(world, "manager")
    place = f"{home(world)}members/teams/"
    client.get(place)

    with CaptureQueriesContext(connection) as few:
        client.get(place)
    with world.acting("manager") as manager:
        for number in range(12):
            open_team(
                actor=manager,
                organisation_id=world.casework.organisation_id,
                name=f"Quay {number:02}",
            )
    with CaptureQueriesContext(connection) as many:
        page = text_of(client.get(place))

    assert "Quay 11" in page
    assert len(few) == len(many)
