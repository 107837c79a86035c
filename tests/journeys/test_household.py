"""A household told of once: two services help two people, and each reads what it needs."""

from ccs.tenancy.context import enter, system
from organisations.directory.actions import NewService, add_service
from referrals.referrals.models import Referral
from tests.journeys.conftest import NARROW, WIDE, Site, check
from tests.journeys.journey import choose, save, say_who, tick

STORY = "Her godchild came in her school uniform and cannot go home. The money went on the meter."


def given_a_housing_adviser_and_a_family_service(site: Site) -> None:
    world = site.world
    with enter(system(world.network.pk)):
        add_service(
            team=world.casework,
            details=NewService(
                name="Housing adviser", needs=["housing"], information_needed=["tenure"]
            ),
        )
        add_service(
            team=world.council,
            details=NewService(name="Family support", needs=["family"]),
        )


def reference_of(site: Site, service: str) -> str:
    with site.world.acting("teacher"):
        return Referral.objects.get(service_name=service).reference


def test_one_story_for_a_household_reaches_two_services_with_what_each_needs(site: Site) -> None:
    given_a_housing_adviser_and_a_family_service(site)
    page = site.open("teacher", width=NARROW)
    page.goto(site.path("refer/"))

    say_who(page, "Lindy", child="Cass")
    check(page, "What is happening?")
    page.get_by_label("What is happening, in").fill(STORY)
    page.locator("[name=danger][value=no]").check()
    tick(page, "housing", who="0")
    tick(page, "family", who="everyone")
    check(page, "What is happening?")
    save(page)
    choose(page, "Housing adviser", "Family support")
    check(page, "Do they agree?")
    page.get_by_label("Yes, they agree").check()
    page.get_by_label("In person").check()
    save(page)
    check(page, "Check and send")
    page.locator("[name=answer_tenure]").fill("Stays with her godmother")
    page.get_by_role("button", name="Send to 2 services").click()
    check(page, "Sent")

    housing = site.open("caseworker", width=WIDE)
    housing.goto(site.path(f"referrals/{reference_of(site, 'Housing adviser')}/"))
    check(housing, "Housing")
    said = housing.locator("main").inner_text()
    assert (STORY in said, "Cass" in said, "Stays with her godmother" in said) == (True,) * 3

    family = site.open("officer", width=NARROW)
    family.goto(site.path(f"referrals/{reference_of(site, 'Family support')}/"))
    check(family, "Family and relationships")
    said = family.locator("main").inner_text()
    assert (STORY in said, "Cass" in said, "Stays with her godmother" in said) == (
        True,
        True,
        False,
    )
    answer = family.goto(site.path(f"referrals/{reference_of(site, 'Housing adviser')}/"))
    assert answer is not None
    assert answer.status == 404
