from datetime import timedelta

import pytest
from django.utils import timezone

from ccs.audit.models import AuditRecord
from ccs.outbox.tasks import deliver
from ccs.tenancy.context import enter, system
from organisations.roles.models import ApiKey, OrganisationRole
from referrals.audit.exposure import exposed_by, member_account
from referrals.referrals.actions import read_letter
from referrals.voice.actions.making import make_card
from tests.mail import Mailbox
from tests.referrals.emergency.reading import read_by
from tests.referrals.pages import browser, text_of
from tests.world import World

pytestmark = pytest.mark.django_db


def today(*, back: int = 0) -> dict[str, str]:
    day = timezone.localdate() - timedelta(days=back)
    boxes = {"day": day.day, "month": day.month, "year": day.year}
    since = {f"since-{box}": str(value) for box, value in boxes.items()}
    until = {f"until-{box}": str(value) for box, value in boxes.items()}
    return {**since, "since_at": "0", **until, "until_at": "24"}


def opened(world: World, name: str = "adviser") -> str:
    return f"/{world.network.slug}/audit/members/{world.people[name].pk}/opened/"


def read_one(world: World, name: str = "adviser") -> str:
    [referral] = world.refer()
    with world.acting(name) as actor:
        read_letter(actor=actor, referral=referral)
    return referral.reference


def test_the_desk_sees_references_and_teams_and_no_name(world, other_world) -> None:
    reference = read_one(world)

    seen = text_of(browser(world, "coordinator").get(opened(world), today()))

    assert reference in seen and "Hill pastoral team" in seen
    assert "Amina" not in seen and "72 hours" in seen


def test_a_manager_who_works_in_the_team_sees_the_names_it_may_open(world) -> None:
    reference = read_one(world)
    with enter(system(world.network.pk)):
        role = OrganisationRole.objects.get(user=world.user("manager"))
    with world.acting("coordinator"):
        OrganisationRole.objects.create(
            network=world.network,
            user=world.user("adviser2"),
            permission=role.permission,
            content_object=role.content_object,
        )

    by_worker = text_of(browser(world, "adviser2").get(opened(world), today()))
    by_manager = text_of(browser(world, "manager").get(opened(world), today()))

    assert "Amina Pretend" in by_worker and reference in by_worker
    assert "Amina" not in by_manager and reference in by_manager


def test_a_reading_in_an_emergency_is_one_record_opened_and_nothing_changed(
    world, other_world
) -> None:
    [referral] = world.refer()
    asked = read_by(world, "caseworker", referral)
    browser(world, "caseworker").get(f"/{world.network.slug}/emergency/{asked.pk}/")

    with world.acting("manager") as manager:
        account = member_account(actor=manager, member_id=world.people["caseworker"].pk)
        since = timezone.now() - timedelta(hours=1)
        [one] = exposed_by(
            account, since=since, until=timezone.now(), actor=manager, taken_away=False
        )

    assert (one.reference, one.read, one.changed) == (referral.reference, 1, 0)


def test_the_list_is_a_file_and_taking_it_is_kept(world) -> None:
    reference = read_one(world)

    address = f"{opened(world)}?{'&'.join(f'{key}={value}' for key, value in today().items())}"
    file = browser(world, "coordinator").post(address, {"kind": "csv"})

    assert reference in file.content.decode() and "Amina" not in file.content.decode()
    with world.acting("coordinator"):
        assert AuditRecord.objects.filter(action="breach.exported").count() == 1


def test_what_a_key_opened_is_listed_and_another_organisations_is_not_there(world) -> None:
    with enter(system(world.network.pk)):
        own = ApiKey.objects.create(network=world.network, name="Till", team=world.advice_line)
        theirs = ApiKey.objects.create(network=world.network, name="Register", team=world.school)
    manager = browser(world, "manager")

    seen = text_of(manager.get(f"/{world.network.slug}/audit/keys/{own.pk}/opened/", today()))

    assert "Nobody’s record was opened" in seen
    missing = manager.get(f"/{world.network.slug}/audit/keys/{theirs.pk}/opened/", today())
    assert missing.status_code == 404


def test_a_mailbox_in_the_wrong_hands_shows_references_and_links_and_no_name(
    world, other_world, mailbox: Mailbox
) -> None:
    [referral] = world.refer()
    deliver()

    seen = text_of(browser(world, "coordinator").get(opened(world), today()))
    before = text_of(browser(world, "coordinator").get(opened(world), today(back=1)))

    assert "If their mailbox was open to somebody" in seen
    assert referral.reference in seen.split("About these referrals:")[1]
    assert "Amina" not in seen
    assert referral.reference not in before


def test_what_a_lost_card_showed_stands_in_the_trail_of_the_referral(world) -> None:
    [referral] = world.refer()
    with world.acting("teacher") as teacher:
        made = make_card(actor=teacher, assessment_id=referral.assessment_id)
    with enter(system(world.network.pk)):
        AuditRecord.objects.create(
            network_id=world.network.pk,
            at=timezone.now(),
            action="person.entered",
            subject_kind="person_link",
            subject_id=made.link.pk,
        )

    address = f"/{world.network.slug}/referrals/{referral.reference}/trail/"
    desk = text_of(browser(world, "coordinator").get(address))
    receivers = text_of(browser(world, "manager").get(address))

    assert "Opened their own page" in desk and "a person’s card" in desk.lower()
    assert "Opened their own page" not in receivers
