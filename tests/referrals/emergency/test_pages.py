import pytest

from ccs.tenancy.context import enter, system
from referrals.audit.models import UnusualReading
from referrals.emergency.models import EmergencyReading
from referrals.rights.reading import record_of
from tests.referrals.emergency.reading import WHY, read_by
from tests.referrals.pages import browser, page, text_of
from tests.world import World

pytestmark = pytest.mark.django_db


def asking(world: World) -> str:
    return f"/{world.network.slug}/emergency/"


def typed(reference: str) -> dict[str, str]:
    return {"reference": reference, "told": "on", **WHY}


def test_a_caseworker_reads_the_letter_and_can_do_nothing_with_it(world) -> None:
    [referral] = world.refer()
    worker = browser(world, "caseworker")

    answer = worker.post(asking(world), typed(referral.reference.lower()), follow=True)

    seen = text_of(answer)
    assert "Amina Pretend" in seen and "the meter is empty" in seen and "020 7946 0018" in seen
    assert "private rent" not in seen and "No recourse" not in seen
    assert "<form" not in seen.split("<main")[1].split("</main>")[0]
    assert worker.get(page(world, referral.reference)).status_code == 404
    assert "Amina Pretend" not in text_of(worker.post("/hamlets/referrals/search/", {"q": "Amina"}))


def test_a_wrong_reference_and_one_of_another_organisation_read_the_same(
    world, other_world
) -> None:
    [held], [elsewhere] = world.refer(), other_world.refer()
    officer = browser(world, "officer")

    answers = [
        text_of(officer.post(asking(world), typed(reference))).replace(reference, "")
        for reference in (held.reference, elsewhere.reference, "ABCD-2345")
    ]

    assert "There is no letter with this reference that you can read" in answers[0]
    strip = [answer.split("csrfmiddlewaretoken")[0] for answer in answers]
    assert strip[0] == strip[1] == strip[2]


def test_who_tries_too_often_is_held_up(world) -> None:
    worker = browser(world, "caseworker")
    for _ in range(10):
        worker.post(asking(world), typed("ABCD-2345"))

    seen = text_of(worker.post(asking(world), typed("ABCD-2345")))

    assert "You have tried too often" in seen


def test_without_the_tick_nobody_reads(world) -> None:
    [referral] = world.refer()

    seen = text_of(
        browser(world, "caseworker").post(asking(world), {**typed(referral.reference), "told": ""})
    )

    assert "Tick this to go on" in seen
    with enter(system(world.network.pk)):
        assert not EmergencyReading.objects.exists()


def test_ones_own_letter_is_opened_as_on_any_day(world) -> None:
    [referral] = world.refer()

    answer = browser(world, "adviser").post(asking(world), typed(referral.reference))

    assert answer["Location"] == page(world, referral.reference)


def test_a_colleague_of_the_reader_does_not_read_along(world) -> None:
    [referral] = world.refer()
    reading = read_by(world, "caseworker", referral)

    for name in ("adviser", "manager", "coordinator", "officer"):
        answer = browser(world, name).get(f"{asking(world)}{reading.pk}/")
        assert answer.status_code == 404


def test_the_manager_reads_why_and_says_whether_it_was_right(world) -> None:
    [referral] = world.refer()
    read_by(world, "caseworker", referral)
    with enter(system(world.network.pk)):
        found = UnusualReading.objects.get()
    address, manager = f"/hamlets/audit/unusual/{found.pk}/", browser(world, "manager")

    seen = text_of(manager.get(address))
    manager.post(address, {"answer": "wrong", "note": "We have talked."})

    assert referral.reference in seen and "the line went dead" in seen
    assert "life may be in danger" in seen and "Amina" not in seen
    with enter(system(world.network.pk)):
        assert UnusualReading.objects.get().answer == "wrong"


def test_the_team_sees_on_the_referral_who_read_it(world) -> None:
    [referral] = world.refer()
    read_by(world, "caseworker", referral)

    seen = text_of(browser(world, "adviser").get(page(world, referral.reference)))

    assert "Read in an emergency, by another team of the same organisation" in seen
    assert "Caseworker Sample, Quay casework" in seen


def test_the_persons_record_says_who_read_it_and_why(world) -> None:
    [referral] = world.refer()
    reading = read_by(world, "caseworker", referral)
    browser(world, "caseworker").get(f"{asking(world)}{reading.pk}/")

    told = str(record_of(world.network.pk, [reading.client_id]).as_json)

    assert "Read a referral about you in an emergency" in told
    assert "Somebody’s life may be in danger" in told and "Quay casework" in told


def test_who_finds_nothing_in_the_search_is_shown_the_way(world) -> None:
    found = browser(world, "caseworker").post("/hamlets/referrals/search/", {"q": "ABCD-2345"})
    manager = browser(world, "manager").post("/hamlets/referrals/search/", {"q": "ABCD-2345"})

    assert asking(world) in text_of(found)
    assert asking(world) not in text_of(manager)
