from datetime import timedelta

import pytest
import time_machine
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Page, expect

from ccs.jobs.actions import run_due
from ccs.tenancy.context import enter, system
from referrals.aftercare.models import AftercareCheck
from referrals.aftercare.records import CheckRecord, NeedNow
from referrals.assessments.models import Assessment
from referrals.referrals.actions import accept, close
from referrals.referrals.models import Referral
from tests.journeys.conftest import AXE, NARROW, Site
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


def helped_three_weeks_ago(world: World) -> Referral:
    """Amina got food in part; two weeks later the clock said that somebody is to ask her."""
    with time_machine.travel(timezone.now() - timedelta(weeks=3), tick=False):
        [referral] = world.refer()
        with world.acting("adviser") as adviser:
            accept(actor=adviser, reference=referral.reference)
            close(actor=adviser, reference=referral.reference, outcome="helped_in_part")
    with enter(system(world.network.pk)):
        first = AftercareCheck.objects.earliest("number")
    with time_machine.travel(first.due_at + timedelta(hours=1), tick=False):
        run_due(limit=100)
    return referral


def in_welsh(page: Page) -> None:
    """One heading, nothing wider than the phone, nothing that shuts people out."""
    expect(page.locator("html")).to_have_attribute("lang", "cy")
    expect(page.locator("h1")).to_have_count(1)
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW
    assert Axe().run(page, options=AXE).response["violations"] == []


def test_a_worker_asks_on_a_phone_in_welsh_and_starts_a_new_referral(site: Site) -> None:
    referral = helped_three_weeks_ago(site.world)
    page = site.open("teacher", width=NARROW)
    page.set_viewport_size({"width": NARROW, "height": 640})
    page.goto(site.path())
    page.locator("button[name=language][value=cy]").click()

    in_welsh(page)
    page.locator("a[href*='/aftercare/checks/']").first.click()
    expect(page.locator("a[href^='tel:']")).to_be_visible()
    in_welsh(page)
    page.locator("[name=reached][value=yes]").check()
    page.locator("[name=need-food][value=partly]").check()
    page.locator("[name=crisis][value=yes]").check()
    page.locator("[name=crises][value=fuel]").check()
    page.locator("[name=steadiness][value='4']").check()
    page.locator("[name=note]").fill("Mae’r mesurydd yn wag eto.")
    in_welsh(page)
    page.locator("form.ccs-check .govuk-button[type=submit]").click()
    onward = page.locator("form[action$='/refer/'] button")
    onward.wait_for()
    in_welsh(page)
    onward.click()
    page.locator("[name=story]").wait_for()
    in_welsh(page)

    assert "Mae’r mesurydd yn wag eto." in page.locator("[name=story]").input_value()
    expect(page.locator("[name=crisis][value=fuel]")).to_be_checked()
    expect(page.locator("[name=soon_fuel][value=today]")).to_be_checked()
    with site.world.acting("teacher"):
        kept = CheckRecord.objects.get()
        needs = list(NeedNow.objects.values_list("need", "state"))
        begun = Assessment.objects.get(continues=referral.assessment_id)
    assert (kept.steadiness, kept.crises, needs) == (4, ["fuel"], [("food", "partly")])
    assert begun.first_sent_at is None
