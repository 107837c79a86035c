"""Above what needs somebody: the welcome after a long time away, and one tip a month."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import time_machine
from django.utils import timezone

from ccs.tenancy.context import enter, system
from organisations.capacity.actions import set_capacity
from organisations.engagement.lessons.actions import record_done
from organisations.engagement.lessons.models import PanelShown
from organisations.members.actions import Invited, enrol
from referrals.welcome.rules import TIPS, Habits, news_since, next_tip
from tests.referrals.pages import browser, home, text_of
from tests.world import World


@contextmanager
def days_later(days: int) -> Iterator[None]:
    """Everybody of a world was here on the day that it was made."""
    with time_machine.travel(timezone.now() + timedelta(days=days), tick=False):
        yield


def at_home(world: World, name: str, *, days: int) -> str:
    with days_later(days):
        return text_of(browser(world, name).get(home(world)))


def tips_had(world: World, name: str) -> list[str]:
    with world.acting(name):
        return list(PanelShown.objects.filter(kind="tip").values_list("code", flat=True))


def test_after_sixty_days_home_says_what_is_new(world, other_world):
    with days_later(30):
        with world.acting("adviser2") as colleague:
            set_capacity(service_id=world.advice.pk, actor=colleague, state="paused", reason="Full")
        with enter(system(world.network.pk)):
            new = Invited(email="n@quay.example", name="Nadia New", teams=(world.advice_line.pk,))
            enrol(network_id=world.network.pk, invited=new)

    page = at_home(world, "adviser", days=60)

    assert "Welcome back" in page
    assert "Crisis advice: Paused, " in page
    assert "Nadia New" in page


def test_before_that_nobody_is_welcomed_back(world):
    page = at_home(world, "adviser", days=59)

    assert "Welcome back" not in page


def test_the_welcome_is_shown_once(world):
    with days_later(70):
        client = browser(world, "adviser")
        first = text_of(client.get(home(world)))
        after = text_of(client.post("/hamlets/welcome/welcome/dismiss/", follow=True))

    with days_later(71):
        next_day = text_of(browser(world, "adviser").get(home(world)))
    assert "Welcome back" in first
    assert "Welcome back" not in after
    assert "Welcome back" not in next_day


def test_a_month_has_one_tip_and_each_comes_once(world):
    pages = [at_home(world, "adviser", days=days) for days in (20, 25, 45, 55)]

    assert all("Tip of the month" in page for page in pages)
    assert tips_had(world, "adviser") == ["practice", "capacity"]


def test_a_tip_that_was_put_away_leaves_its_month_empty(world):
    with days_later(20):
        client = browser(world, "adviser")
        client.get(home(world))
        after = text_of(client.post("/hamlets/welcome/tip/dismiss/", follow=True))

    later = [at_home(world, "adviser", days=days) for days in (30, 51)]

    assert "Tip of the month" not in after
    assert "Tip of the month" not in later[0]
    assert "Is your service full?" in later[1]


def test_whoever_is_new_is_shown_where_to_practise_and_gets_no_tip(world):
    page = at_home(world, "adviser", days=13)

    assert "Tip of the month" not in page
    assert "New here?" in page
    assert tips_had(world, "adviser") == []


def test_whoever_has_practised_is_not_shown_where(world):
    with world.acting("adviser") as adviser:
        record_done(actor=adviser, code="practice_refer")

    page = at_home(world, "adviser", days=3)

    assert "New here?" not in page


def test_what_was_used_is_no_tip():
    used = Habits(works=True, refers=True, sends=True, lessons=frozenset({"practice_refer"}))

    tip = next_tip(used, had={"one_page"})

    assert tip is not None
    assert tip.code == "filters"


def test_whoever_uses_everything_gets_no_tip():
    everything = Habits(
        refers=True,
        works=True,
        runs_services=True,
        lessons=frozenset({"practice_refer", "aftercare"}),
        sends=True,
        on_one_page=True,
        filters=True,
        notes=True,
        signposts=True,
        watches=True,
        capacity=True,
        each_morning=True,
        stand_in=True,
    )

    assert next_tip(everything, had=set()) is None
    assert [tip.code for tip in TIPS if tip.fits(Habits())] == []


def test_news_are_those_since_a_day():
    assert news_since(date(2026, 11, 22)) != []
    assert news_since(date(2026, 11, 23)) == []
