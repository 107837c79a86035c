"""Who is found: however they are spelled, and nobody but one's own."""

import json
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ccs.audit.models import AuditRecord
from ccs.management.owner import owner_connection
from ccs.tenancy.context import enter, system
from organisations.members.actions import Invited, enrol
from referrals.assessments.models import Assessment
from referrals.clients.asking import Asked, asked_in
from referrals.clients.finding import clients_like, members_like
from referrals.clients.models import Client, Share
from referrals.referrals.actions import decline
from tests.referrals.pages import browser, text_of
from tests.referrals.people.meeting import help_called, help_linda, names_found, people, search
from tests.world import World


def test_what_is_typed_is_told_apart() -> None:
    asked = asked_in("linda exmple NR77DT 14/3/1979 +44 7700 900101")

    assert asked == Asked(
        words=("linda", "exmple"), born=date(1979, 3, 14), phone="7700900101", postcode="NR7 7DT"
    )


def test_a_date_in_words_and_half_a_postcode_are_understood() -> None:
    asked = asked_in("Siân, 2 Mawrth 1980, sa1")

    assert asked == Asked(words=("Siân",), born=date(1980, 3, 2), postcode="SA1")


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Cabdi Xasan", "Abdi Hassan"),
        ("Maxamed Cali", "Mohammed Ali"),
        ("Faadumo Jaamac", "Fatuma Jama"),
        ("Siân Llywelyn", "Shan Llewelyn"),
        ("Dafydd Rhys", "David Reece"),
        ("Rokeya Chowdhury", "Rokeya Chaudhuri"),
        ("Jannat Rahman", "Zannat Rohman"),
        ("Bronwen Example", "Bronwyn Exmaple"),
        ("Mary O'Brien", "mary obrien"),
    ],
)
def test_a_name_is_found_however_it_is_spelled(world: World, written: str, typed: str) -> None:
    given, family = written.split(" ", 1)
    help_called(world, given, family)
    help_called(world, "Zebedee", "Quill")

    found = names_found(world, typed)

    assert found == [given]


@pytest.mark.parametrize("typed", ["14 March 1979", "NR7 7DT", "nr7", "+44 7700 900 101", "900101"])
def test_a_person_is_found_by_each_other_detail(world: World, typed: str) -> None:
    help_linda(world)
    help_called(world, "Zebedee", "Quill")

    found = names_found(world, typed)

    assert found == ["Linda"]


def test_who_lives_with_somebody_known_is_found_too(world: World) -> None:
    help_linda(world)

    found = names_found(world, "Casey Pretend")

    assert found == ["Casey"]


def test_two_who_share_only_a_first_name_are_not_taken_for_one(world: World) -> None:
    help_linda(world)

    found = names_found(world, "Linda Quill")

    assert found == []


def test_nobody_finds_the_people_of_another_team_or_network(
    world: World, other_world: World
) -> None:
    help_linda(world, by="adviser")
    help_linda(other_world)

    found = {
        name: names_found(world, "Linda Pretend 07700 900101", by=name)
        for name in ("adviser", "caseworker", "teacher", "officer", "coordinator", "manager")
    }
    elsewhere = names_found(other_world, "Casey", by="adviser")

    nobody: list[str] = []
    assert found.pop("adviser") == ["Linda"]
    assert found == dict.fromkeys(found, nobody)
    assert elsewhere == []


def test_a_page_says_of_a_stranger_what_it_says_of_nobody(world: World) -> None:
    help_linda(world, by="adviser")
    client = browser(world, "caseworker")

    theirs = search(world, client, "Linda Pretend")
    nobodys = search(world, client, "Linda Pretend")

    assert "Your team knows nobody like that" in theirs
    assert "07700" not in theirs
    assert "Casey" not in theirs
    assert len(theirs) == len(nobodys)


def test_a_receiver_finds_who_was_referred_to_it_until_it_declines(world: World) -> None:
    [referral] = world.refer(world.advice)
    before = names_found(world, "Amina Pretend", by="adviser")
    with world.acting("adviser") as actor:
        decline(actor=actor, reference=referral.reference, reason="no_capacity")

    after = names_found(world, "Amina Pretend", by="adviser")

    assert before == ["Amina"]
    assert after == []


def test_every_person_who_was_shown_is_written_down_and_no_word_of_the_search(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    linda = help_linda(world).client_id

    page = search(world, browser(world, "teacher"), "Linda Canaryname")

    assert "Linda" not in page.split("Who was found")[0].replace('value="Linda Canaryname"', "")
    page = search(world, browser(world, "teacher"), "Linda Pretend")
    with world.acting("coordinator"):
        [row] = AuditRecord.objects.filter(action="client.found", subject_id=linda)
    assert row.reason == "search"
    assert "Canaryname" not in capsys.readouterr().err


@pytest.mark.django_db(transaction=True)
def test_the_search_reads_the_teams_people_and_not_the_tables(world: World) -> None:
    fill(world, "officer", 3000)
    help_linda(world)
    with owner_connection(), connection.cursor() as cursor:
        cursor.execute("ANALYZE referrals_client, referrals_share, referrals_householdmember")

    with world.acting("teacher") as actor, CaptureQueriesContext(connection) as captured:
        found = clients_like(asked_in("Linda Pretend"), actor=actor)
        members = members_like(asked_in("Casey Pretend"), actor=actor)
        plans = [plan_of(one["sql"]) for one in captured if "dmetaphone" in one["sql"]]

    read = [node for plan in plans for node in nodes(plan) if node.get("Relation Name")]
    rows = [
        node["Actual Loops"] * (node["Actual Rows"] + node.get("Rows Removed by Filter", 0))
        for node in read
    ]
    assert len(found) == len(members) == 1
    assert max(rows) <= 2


def test_the_page_asks_as_much_for_one_person_as_for_many(world: World) -> None:
    client, counts = browser(world, "teacher"), []
    for _ in range(2):
        fill(world, "teacher", 15)
        with CaptureQueriesContext(connection) as captured:
            answer = client.post(people(world), {"q": "Zainab"})
        counts.append(len(captured))

    assert counts[0] == counts[1]
    assert text_of(answer).count("Zainab Made") == 20


def test_who_works_in_two_teams_finds_the_people_of_both(world: World) -> None:
    help_linda(world, by="adviser")
    help_called(world, "Lynda", "Pretend", by="caseworker")
    with enter(system(world.network.pk)):
        world.people["both"] = enrol(
            network_id=world.network.pk,
            invited=Invited(
                email=world.email("both"),
                name="Both Sample",
                teams=(world.advice_line.pk, world.casework.pk),
            ),
        )

    found = names_found(world, "Linda Pretend", by="both")

    assert found == ["Linda", "Lynda"]


def fill(world: World, name: str, count: int) -> None:
    """People of a team, made at once."""
    with world.acting(name) as actor:
        network, team = world.network.pk, actor.teams[0]
        clients = Client.objects.bulk_create(
            Client(
                network_id=network, team_id=team, given_name="Zainab", family_name=f"Made{number}"
            )
            for number in range(count)
        )
        told = Assessment.objects.bulk_create(
            Assessment(network_id=network, client=client, team_id=team, first_team=team)
            for client in clients
        )
        Share.objects.bulk_create(
            Share(
                network_id=network,
                client=one.client,
                assessment=one,
                team_id=team,
                ground="origin",
                origin_team=team,
                granted_by_id=team,
                since=timezone.now(),
            )
            for one in told
        )


def plan_of(sql: str) -> dict:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}")
        [(plans,)] = cursor.fetchall()
    return (json.loads(plans) if isinstance(plans, str) else plans)[0]["Plan"]


def nodes(plan: dict) -> list[dict]:
    return [plan, *(one for part in plan.get("Plans", []) for one in nodes(part))]
