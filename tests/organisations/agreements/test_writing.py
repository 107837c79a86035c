"""The next version: written, compared, published with notice, taken back in time."""

from datetime import timedelta

import pytest
from django.utils import timezone

from ccs.jobs.models import Job
from ccs.outbox.tasks import deliver
from ccs.tenancy.problems import Conflict, NotAllowed, Problem
from organisations.agreements.actions import (
    add_clause,
    bring_back,
    change_clause,
    move_clause,
    publish,
    remove_clause,
    take_back,
)
from organisations.agreements.drafting import drafted
from organisations.agreements.presenters import in_words
from organisations.agreements.rules import Clause, fingerprint, first_day
from organisations.agreements.texts import template_of
from tests.mail import Mailbox
from tests.organisations.agreements.versions import NEW, new_version, with_head
from tests.world import World

pytestmark = pytest.mark.django_db


def test_each_country_has_a_template_of_its_own() -> None:
    england = template_of("data-sharing", country="england", network="X")
    wales = template_of("data-sharing", country="wales", network="X")

    words = {country.clauses[3].id: country.clauses[3].text for country in (england, wales)}
    assert list(words) == ["lawful-bases"]
    assert "Social Services and Well-being (Wales) Act 2014" in wales.clauses[3].text
    assert "Care Act 2014" in england.clauses[3].text


def test_what_changed_is_said_clause_by_clause(world: World) -> None:
    with world.acting("coordinator") as actor:
        before = drafted(actor, "charter").clauses
        shorter = Clause(before[0].id, before[0].title, "We call.", "You call them.")
        change_clause(actor=actor, kind="charter", clause=shorter, seen=fingerprint(before[0]))
        remove_clause(actor=actor, kind="charter", clause_id="capacity")
        add_clause(actor=actor, kind="charter", clause=NEW)
        move_clause(actor=actor, kind="charter", clause_id="photos", up=True)
        changed = [in_words(one) for one in drafted(actor, "charter").changed]

    assert changed == [
        "Changed clause: We contact the person",
        "New clause: Photos",
        "Removed clause: We keep our places right",
    ]


def test_what_was_removed_comes_back_at_its_place(world: World) -> None:
    with world.acting("coordinator") as actor:
        remove_clause(actor=actor, kind="charter", clause_id="capacity")
        bring_back(actor=actor, kind="charter", clause_id="capacity")

        assert drafted(actor, "charter").changed == []


def test_two_who_change_one_clause_do_not_lose_each_others_words(world: World) -> None:
    with world.acting("coordinator") as actor:
        first = drafted(actor, "charter").clauses[0]
        seen = fingerprint(first)
        mine = Clause(first.id, first.title, "Mine", "Mine")
        theirs = Clause(first.id, first.title, "Theirs", "Theirs")
        change_clause(actor=actor, kind="charter", clause=mine, seen=seen)

        with pytest.raises(Conflict):
            change_clause(actor=actor, kind="charter", clause=theirs, seen=seen)


def test_a_new_version_has_28_days_and_everybody_is_told(world: World, mailbox: Mailbox) -> None:
    with_head(world)

    new = new_version(world)
    deliver()

    assert new.in_force_from - new.published_at >= timedelta(days=28)
    assert sorted(mailbox.addresses) == ["leader@hamlets.example", "manager@hamlets.example"]
    assert "New clause: Photos" in mailbox.text()


def test_no_sooner(world: World) -> None:
    sooner = first_day(timezone.now()) - timedelta(days=1)

    with world.acting("coordinator") as actor:
        add_clause(actor=actor, kind="charter", clause=NEW)
        with pytest.raises(Problem) as refusal:
            publish(actor=actor, kind="charter", day=sooner)

    assert refusal.value.field == "day"


def test_taken_back_its_words_are_the_draft_and_its_number_is_not_used_again(world: World) -> None:
    new = new_version(world)

    with world.acting("coordinator") as actor:
        take_back(actor=actor, version_id=new.pk)
        words = [one.id for one in drafted(actor, "data-sharing").clauses]
        again = publish(actor=actor, kind="data-sharing", day=first_day(timezone.now()))

    assert words[-1] == "photos"
    assert (new.number, again.number) == (2, 3)
    assert not Job.objects.filter(subject_id=new.pk).exists()


@pytest.mark.parametrize("by", ["manager", "adviser", "analyst"])
def test_nobody_else_writes(world: World, by: str) -> None:
    with world.acting(by) as actor, pytest.raises(NotAllowed):
        add_clause(actor=actor, kind="charter", clause=NEW)
