"""docs/effort.md says what a referral costs whoever makes it: counted again from the pages."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from organisations.directory.models import Service
from tests.referrals.effort import questions
from tests.referrals.journey import agreed, refer, seen, what, who
from tests.referrals.pages import browser
from tests.world import World

DOC = Path(__file__).parents[2] / "docs" / "effort.md"
# What is typed, in the story of this count; all else that is sent by hand is one click.
TYPED = {"given_name": "Amina", "phone": "02079460018", "story": "No food."}
NOT_BY_HAND = {"seen", "find", "check", "soon_debt"}


@dataclass
class Effort:
    """Of one way of making a referral: what is shown, and the least that must be done."""

    pages: int = 0
    shown: int = 0
    folded: int = 0
    boxes: int = 0
    clicks: int = 0
    letters: int = 0

    def meets(self, page: Any, form: dict[str, Any]) -> None:
        """Of a page that comes again with more on it, only what is new was a question."""
        asked = questions(page)
        self.pages += 1
        self.shown += len(asked.shown)
        self.folded += len(asked.folded)
        for name, value in form.items():
            if name in TYPED:
                self.boxes += 1
                self.letters += len(TYPED[name])
            elif name not in NOT_BY_HAND:
                self.clicks += len(value) if isinstance(value, list) else 1
        self.clicks += 1

    def row(self, way: str, services: int) -> str:
        counted = [self.pages, self.shown, self.folded, self.boxes, self.clicks, self.letters]
        return f"| {way} | {services} | " + " | ".join(map(str, counted)) + " |"


def chosen(world: World, count: int) -> list[Service]:
    return [world.advice, world.grants, world.debt][:count]


def told(count: int) -> dict[str, object]:
    """The second need has how soon filled in already."""
    return what(underlying=["debt"], soon_debt="soon") if count > 1 else what()


def by_steps(world: World, count: int) -> Effort:
    client, effort, ticked = browser(world, "teacher"), Effort(), chosen(world, count)
    forms = [
        who(),
        told(count),
        {"services": [str(one.pk) for one in ticked]},
        agreed(*ticked),
        seen(*ticked),
    ]
    page = client.get(refer(world), follow=True)
    for form in forms:
        effort.meets(page, form)
        here = f"{page.request['PATH_INFO']}?{page.request['QUERY_STRING']}"
        page = client.post(here, form, follow=True)
    assert page.request["PATH_INFO"].endswith("/sent/")
    return effort


def on_one_page(world: World, count: int) -> Effort:
    client, effort, ticked = browser(world, "teacher"), Effort(), chosen(world, count)
    first = {**who(), **told(count)}
    more = {
        "services": [str(one.pk) for one in ticked],
        "agreed-basis": "consent",
        "agreed-given": "in_person",
    }
    page = client.get(f"{refer(world)}one-page/", follow=True)
    before = questions(page)
    here = f"{page.request['PATH_INFO']}?{page.request['QUERY_STRING']}"
    effort.meets(page, first)
    page = client.post(here, {**first, "find": "yes"}, follow=True)
    effort.meets(page, more)
    effort.shown -= len(before.shown)
    effort.folded -= len(before.folded)
    here = page.request["PATH_INFO"]
    whole = {**first, **more, "agreed-language": "en", "check": "yes"}
    page = client.post(here, whole, follow=True)
    effort.meets(page, seen(*ticked))
    page = client.post(page.request["PATH_INFO"], seen(*ticked), follow=True)
    assert page.request["PATH_INFO"].endswith("/sent/")
    return effort


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("way", "make"), [("Step by step", by_steps), ("One page", on_one_page)])
def test_what_a_referral_costs_is_as_the_document_says(
    world: World, other_world: World, way: str, make: Any, count: int
) -> None:
    effort = make(world, count)

    assert effort.row(way, count) in DOC.read_text().splitlines()
