from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ccs.accounts.models import User
from ccs.jobs.actions import run_due
from ccs.outbox.models import OutboxMessage
from ccs.outbox.tasks import deliver
from ccs.tenancy.context import enter, system
from ccs.tenancy.models import new_id
from ccs.tenancy.problems import Conflict, NotAllowed, Problem
from organisations.capacity.actions import set_capacity
from organisations.capacity.models import Capacity
from organisations.directory.actions import publish_service
from organisations.directory.models import Service
from organisations.directory.queries import published_services
from organisations.joining import actions
from organisations.joining.links import Invited
from organisations.joining.models import Joining, JoiningMessage
from organisations.joining.queries import applications_waiting, steps_of
from organisations.members.models import Membership, Organisation
from organisations.members.queries import referring_teams
from tests.mail import Mailbox
from tests.organisations.joining.way_in import (
    BANK,
    CONTACT,
    acting,
    applied,
    browser_of,
    invited,
    joining,
    link_in,
    ready,
    started,
    with_all_steps,
)
from tests.referrals.pages import browser, home, text_of
from tests.referrals.selfreferral.asking import key_in
from tests.world import World


def owed(template: str) -> int:
    return OutboxMessage.objects.filter(template=template).count()


def test_the_link_of_the_invitation_makes_an_organisation_that_is_not_live(
    world: World, other_world: World, mailbox: Mailbox
) -> None:
    invited(world)
    deliver()
    link = link_in(mailbox.text(0))

    looked = Client().get(link)
    begun = Client().post(link, {"what": "start"})

    with enter(system(world.network.pk)):
        organisation = Organisation.objects.get(name=BANK)
        member = Membership.objects.get(user__email=CONTACT)
    assert "Good to meet you." in text_of(looked)
    assert begun["Location"] == "/hamlets/joining/"
    assert (organisation.registered_on, member.name) == (None, "Jo Sample")
    with acting(world) as jo:
        assert jo.managed == (organisation.pk,)


def test_looking_at_the_link_changes_nothing(world: World, mailbox: Mailbox) -> None:
    made = invited(world)
    deliver()

    Client().get(link_in(mailbox.text(0)))

    assert joining(world, made.pk).state == "invited"
    assert not User.objects.filter(email=CONTACT).exists()


def test_the_old_link_ends_when_the_invitation_is_sent_again(world: World) -> None:
    made = invited(world)
    with world.acting("coordinator") as desk:
        actions.send_again(actor=desk, joining_id=made.pk)

    with enter(system(world.network.pk)), pytest.raises(Conflict):
        actions.start(link=Invited(world.network.pk, made.pk, 1))

    assert joining(world, made.pk).invitations == 2


def test_the_same_form_twice_invites_once_and_the_same_name_is_refused(world: World) -> None:
    made = invited(world)

    with world.acting("coordinator") as desk, pytest.raises(Problem) as refusal:
        actions.invite_organisation(
            actor=desk,
            invitation=actions.Invitation(" riverside  FOOD bank", "vcs", "Al", "al@x.example"),
        )

    assert refusal.value.field == "name"
    assert owed("joining_invitation") == 1
    assert joining(world, made.pk).state == "invited"


def test_an_application_is_the_desks_once_the_address_is_confirmed(
    world: World, other_world: World
) -> None:
    before = applied(world, confirmed=False)
    with world.acting("coordinator") as desk:
        unseen = applications_waiting(desk)

    with enter(system(world.network.pk)):
        actions.confirm(link=Invited(world.network.pk, before.pk, 0))

    with world.acting("coordinator") as desk, other_world.acting("coordinator") as other:
        seen_elsewhere = applications_waiting(other)
    with world.acting("coordinator") as desk:
        seen = applications_waiting(desk)
    assert unseen == []
    assert [one.joining.name for one in seen] == [BANK]
    assert seen_elsewhere == []


def test_the_public_form_sent_twice_applies_once_and_says_the_same_to_who_is_known(
    world: World,
) -> None:
    page = f"/find-help/{world.network.slug}/join/"
    key = key_in(Client().get(page))
    typed = {
        "form": key,
        "sector": "vcs",
        "about": "Advice.",
        "contact_name": "Jo",
        "contact_email": CONTACT,
    }

    answers = [
        text_of(Client().post(page, {**typed, "name": name}))
        for name in ("Riverside", "Riverside", "Quay Advice")
    ]

    with enter(system(world.network.pk)):
        assert Joining.objects.count() == 1
    assert len(set(answers)) == 1
    assert owed("joining_confirm") == 1


def test_a_question_goes_back_and_forth_and_waits_with_whoever_has_the_next_word(
    world: World, mailbox: Mailbox
) -> None:
    made = applied(world)
    with world.acting("coordinator") as desk:
        actions.write(actor=desk, joining_id=made.pk, text="Which wards?", message_id=new_id())
        waiting_after_asking = applications_waiting(desk)
    deliver()
    asked = [number for number, one in enumerate(mailbox.emails) if one["To"] == CONTACT][-1]
    link = link_in(mailbox.text(asked))

    Client().post(link, {"what": "answer", "text": "All of them.", "message_id": str(new_id())})

    with world.acting("coordinator") as desk:
        waiting_after_answer = applications_waiting(desk)
        said = list(JoiningMessage.objects.values_list("from_desk", "text"))
    assert waiting_after_asking == []
    assert [one.joining.pk for one in waiting_after_answer] == [made.pk]
    assert said == [(True, "Which wards?"), (False, "All of them.")]
    assert "Which wards?" not in mailbox.text(asked)


def test_until_it_is_live_it_neither_sends_nor_publishes_nor_opens(world: World) -> None:
    with_all_steps(world)
    with acting(world) as jo:
        service = Service.objects.get(name="Food parcels")
        refers, listed = referring_teams(jo), published_services(jo).filter(pk=service.pk)
        found = list(listed)

    with acting(world) as jo, pytest.raises(Problem):
        publish_service(actor=jo, service_id=service.pk)
    with acting(world) as jo, pytest.raises(Problem):
        set_capacity(actor=jo, service_id=service.pk, state="open")

    with acting(world) as jo:
        assert Capacity.objects.get(service=service).state == "paused"
        assert (refers, found, jo.refers) == ([], [], False)


def test_the_desk_approves_and_what_was_described_is_published_and_open(
    world: World, other_world: World
) -> None:
    made = ready(world)

    with world.acting("coordinator") as desk:
        actions.approve(actor=desk, joining_id=made.pk)
        actions.approve(actor=desk, joining_id=made.pk)

    with acting(world) as jo:
        organisation = Organisation.objects.get(name=BANK)
        [service] = published_services(jo).filter(name="Food parcels")
        assert organisation.registered_on == timezone.localdate()
        assert service.capacities.get().state == "open"
        assert jo.refers
    assert owed("joining_live") == 1


def test_it_is_not_ready_while_a_step_is_left(world: World) -> None:
    made = started(world)

    with acting(world) as jo, pytest.raises(Problem):
        actions.say_ready(actor=jo, joining_id=made.pk, opens_services=True)

    assert joining(world, made.pk).state == "started"


def test_a_half_is_kept_and_the_step_stays_open(world: World) -> None:
    made = started(world)

    browser_of().post(f"{home(world)}joining/details/", {"description": "Food for a week."})

    with acting(world):
        kept = Organisation.objects.get(name=BANK)
    assert kept.description == "Food for a week."
    assert joining(world, made.pk).details_at is None


def test_the_manager_of_a_joining_organisation_finds_the_task_list_at_home(world: World) -> None:
    started(world)

    page = text_of(browser_of().get(home(world)))

    assert "0 of 6 steps are done" in page
    assert "Sign the data sharing agreement" in page


def test_the_desk_sees_the_same_list_and_no_manager_of_another_organisation_does(
    world: World,
) -> None:
    made = with_all_steps(world)
    address = f"{home(world)}joining/{made.pk}/"

    desk = browser(world, "coordinator").get(address)
    manager = browser(world, "manager").get(address)

    assert "6 of 6 steps are done" in text_of(desk)
    assert manager.status_code == 404


def test_who_is_turned_down_is_out_and_reads_why_by_the_link(
    world: World, mailbox: Mailbox
) -> None:
    made = started(world)
    with world.acting("coordinator") as desk:
        actions.turn_down(actor=desk, joining_id=made.pk, reason="We cannot see a committee.")
    deliver()

    link = link_in(mailbox.text(len(mailbox.emails) - 1))
    page = text_of(Client().get(link))

    assert "We cannot see a committee." in page
    assert browser_of().get(home(world)).status_code == 404
    assert "committee" not in mailbox.text(len(mailbox.emails) - 1)


def test_time_reminds_once_ends_the_invitation_and_forgets(world: World) -> None:
    made, states = invited(world), []

    for days in (8, 9, 61, 75, 61 + 366):
        with time_machine.travel(timezone.now() + timedelta(days=days), tick=False):
            run_due(limit=20)
            with enter(system(world.network.pk)):
                left = Joining.objects.filter(pk=made.pk).values_list("state", "contact_email")
                states.append(left.first())

    assert states == [
        ("invited", CONTACT),
        ("invited", CONTACT),
        ("expired", CONTACT),
        ("expired", ""),
        None,
    ]
    assert owed("joining_reminder") == 1


def test_two_coordinators_who_decide_at_once_are_one_after_the_other(world: World) -> None:
    made = applied(world)
    with world.acting("coordinator") as desk:
        actions.let_in(actor=desk, joining_id=made.pk)

    with world.acting("coordinator") as desk, pytest.raises(Conflict) as refusal:
        actions.turn_down(actor=desk, joining_id=made.pk, reason="Too far away.")

    assert "Invited" in refusal.value.message


def test_the_steps_of_many_cost_as_many_queries_as_the_steps_of_one(world: World) -> None:
    one = with_all_steps(world)
    others = [invited(world, f"Bank {n}", f"jo{n}@x.example") for n in range(8)]
    with enter(system(world.network.pk)):
        many = [actions.start(link=Invited(world.network.pk, two.pk, 1)) for two in others]

    with world.acting("coordinator"):
        with CaptureQueriesContext(connection) as for_one:
            steps_of([one])
        with CaptureQueriesContext(connection) as for_many:
            steps = steps_of([one, *many])

    assert len(for_many) == len(for_one) <= 14
    assert len(steps[one.pk].done) == 6


def test_nobody_but_the_desk_invites(world: World) -> None:
    with world.acting("manager") as manager, pytest.raises(NotAllowed):
        actions.invite_all(actor=manager, invitations=[])
