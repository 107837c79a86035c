"""Two records taken for one person: for the eyes of one team, and back again."""

import pytest

from ccs.tenancy.problems import NotAllowed
from referrals.clients.actions import merge_people, part_people
from referrals.clients.merges import ClientMerge
from referrals.clients.models import Client
from tests.referrals.pages import browser, text_of
from tests.referrals.people.meeting import help_linda, names_found, people
from tests.world import World


def test_likely_duplicates_are_offered_once(world: World) -> None:
    first, second = help_linda(world), help_linda(world, given_name="Lynda", phone="")
    help_linda(world, given_name="Zebedee", date_of_birth=None, phone="07700 900166")
    client = browser(world, "teacher")
    pair = people(world, second.client_id, f"compare/{first.client_id}/")

    offered = text_of(client.get(people(world) + "duplicates/"))
    client.post(pair, {"keep": "both"})
    after = text_of(client.get(people(world) + "duplicates/"))

    assert "Lynda Pretend and Linda Pretend" in offered
    assert "Zebedee" not in offered
    assert "Nobody seems to be written down twice" in after


def test_merged_they_are_one_person_with_both_histories_until_it_is_undone(world: World) -> None:
    kept, merged = help_linda(world), help_linda(world, given_name="Lynda")
    client = browser(world, "teacher")
    client.post(
        people(world, merged.client_id, f"compare/{kept.client_id}/"), {"keep": kept.client_id}
    )

    found = names_found(world, "Linda Pretend")
    page = text_of(client.get(people(world, merged.client_id), follow=True))
    client.post(people(world, merged.client_id, "apart/"))
    again = names_found(world, "Linda Pretend")

    assert found == ["Linda"]
    assert page.count("told to Hill pastoral team") == 2
    assert "Lynda Pretend" in page
    assert sorted(again) == ["Linda", "Lynda"]
    with world.acting("teacher"):
        assert Client.objects.get(pk=merged.client_id).given_name == "Lynda"


def test_another_team_that_knows_both_sees_two(world: World) -> None:
    for given_name in ("Amina", "Aminah"):
        world.refer(world.advice, given_name=given_name)
    with world.acting("teacher") as teacher:
        first, second = Client.objects.order_by("created_at")
        merge_people(actor=teacher, kept_id=first.pk, merged_id=second.pk)

    found = {name: names_found(world, "Amina Pretend", by=name) for name in ("teacher", "adviser")}

    assert found == {"teacher": ["Amina"], "adviser": ["Amina", "Aminah"]}


def test_nobody_merges_whom_their_team_does_not_know(world: World, other_world: World) -> None:
    own, theirs, elsewhere = (
        help_linda(world),
        help_linda(world, by="adviser"),
        help_linda(other_world),
    )
    with world.acting("teacher") as teacher:
        for stranger in (theirs, elsewhere):
            with pytest.raises(NotAllowed):
                merge_people(actor=teacher, kept_id=own.client_id, merged_id=stranger.client_id)

        assert ClientMerge.objects.count() == 0


def test_merging_and_undoing_twice_changes_nothing_more(world: World) -> None:
    first, second = help_linda(world), help_linda(world, given_name="Lynda")
    pair = {"kept_id": first.client_id, "merged_id": second.client_id}
    with world.acting("teacher") as teacher:
        for _ in range(2):
            merge_people(actor=teacher, **pair)
        for _ in range(2):
            part_people(actor=teacher, merged_id=second.client_id)

        [row] = ClientMerge.objects.all()

    assert row.undone_by_id == world.people["teacher"].pk


def test_a_person_kept_may_be_merged_further_and_each_is_undone_by_itself(world: World) -> None:
    made = [help_linda(world, given_name=name).client_id for name in ("Linda", "Lynda", "Lindah")]
    with world.acting("teacher") as teacher:
        merge_people(actor=teacher, kept_id=made[1], merged_id=made[0])
        merge_people(actor=teacher, kept_id=made[2], merged_id=made[1])
    together = names_found(world, "Linda Pretend")

    with world.acting("teacher") as teacher:
        part_people(actor=teacher, merged_id=made[1])

    assert together == ["Lindah"]
    assert sorted(names_found(world, "Linda Pretend")) == ["Lindah", "Lynda"]
