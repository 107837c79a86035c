from datetime import UTC, datetime, timedelta
from io import BytesIO
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from pypdf import PdfReader

from ccs.tenancy.context import enter, system
from ccs.tenancy.problems import Conflict, NotAllowed
from organisations.directory.models import Service
from referrals.papers.actions import answer_impact, end_link, make_link
from referrals.papers.models import ImpactAnswers, PaperLink
from tests.referrals.pages import browser, home, text_of
from tests.world import World

pytestmark = pytest.mark.django_db


def page(world: World, rest: str = "") -> str:
    return f"{home(world)}data-protection/{rest}"


def link(world: World, *, by: str = "manager") -> str:
    """The address of a new link, without the site's name."""
    with world.acting(by) as actor:
        return urlsplit(make_link(actor=actor, made_for="Council", days=30)).path


def answer(world: World, seen: int, **said: str) -> ImpactAnswers:
    with world.acting("coordinator") as actor:
        return answer_impact(actor=actor, answers=said, seen=seen)


def test_a_member_reads_who_signed_what_it_is_for_and_what_is_held(
    world, other_world, django_assert_max_num_queries
):
    reader = browser(world, "analyst")

    with django_assert_max_num_queries(25):
        shown = text_of(reader.get(page(world)))

    assert "Hill School" in shown
    assert "so that the person gets help in a crisis" in shown
    assert "Person who is helped" in shown
    assert "The record of a person whom no team took on: 12 months." in shown
    assert "Names and accounts of workers: erased as long after they left" in shown
    assert "Norwich Network" not in shown


def test_by_a_link_only_parties_that_are_public_are_named(world, other_world):
    with enter(system(world.network.pk)):
        Service.objects.filter(pk=world.grants.pk).update(audience="public")

    answer = Client().get(link(world))

    assert answer.status_code == 200
    shown = text_of(answer)
    assert "Borough Council" in shown
    assert "Hill School" not in shown
    assert "2 more have signed" in shown
    assert "Quay Advice" not in shown
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_link_that_is_ended_too_old_or_made_up_opens_nothing(world):
    ended, old = link(world), link(world)
    with world.acting("coordinator") as actor:
        newest_two = PaperLink.objects.order_by("made_at")
        end_link(actor=actor, link_id=newest_two[0].pk)

    with time_machine.travel(datetime.now(UTC) + timedelta(days=31)):
        too_old = Client().get(old)

    assert too_old.status_code == 404
    assert Client().get(ended).status_code == 404
    assert Client().get("/papers/ccs_nothing/").status_code == 404
    assert Client().get(old).status_code == 200


def test_a_worker_makes_no_link_and_nobody_ends_anothers(world, other_world):
    link(world, by="coordinator")
    with enter(system(world.network.pk)):
        made = PaperLink.objects.get()

    with world.acting("teacher") as actor, pytest.raises(NotAllowed):
        make_link(actor=actor, made_for="Me", days=30)
    for somewhere in (world, other_world):
        with somewhere.acting("manager") as actor, pytest.raises(NotAllowed):
            end_link(actor=actor, link_id=made.pk)
    with world.acting("manager") as actor, pytest.raises(NotAllowed):
        end_link(actor=actor, link_id=uuid4())


def test_the_pdf_is_tagged_and_says_the_same_as_the_page(world):
    answer = browser(world, "teacher").get(page(world, "document.pdf"))

    pdf = PdfReader(BytesIO(answer.content))
    text = " ".join(" ".join(one.extract_text() for one in pdf.pages).split())
    assert pdf.root_object["/MarkInfo"]["/Marked"]
    assert pdf.metadata.title == "Data protection in Hamlets Network"
    assert "Hill School" in text
    assert "Replaced by a sign" in text


def test_the_assessment_has_seven_steps_and_leaves_open_what_nobody_answered(world, other_world):
    answer(world, 0, contact="The privacy team, 020 7946 0001", risk_secret_place="high")

    shown = text_of(browser(world, "teacher").get(page(world, "assessment/")))

    assert all(f"Step {number}:" in shown for number in range(1, 8))
    assert "The privacy team" in shown
    assert "High" in shown
    assert "Why do you make this assessment?" in shown
    assert "The privacy team" in text_of(browser(world, "teacher").get(page(world)))
    elsewhere = text_of(browser(other_world, "teacher").get(page(other_world, "assessment/")))
    assert "The privacy team" not in elsewhere


def test_answers_are_kept_in_versions_and_of_two_at_once_one_is_told(world):
    answer(world, 0, why="A new system.")
    answer(world, 1, why="Many children.")

    with pytest.raises(Conflict) as refusal:
        answer(world, 1, why="Written meanwhile.")

    assert "Coordinator Sample" in refusal.value.message
    first = text_of(browser(world, "teacher").get(page(world, "assessment/?version=1")))
    assert "A new system." in first
    assert "Many children." not in first
    assert browser(world, "teacher").get(page(world, "assessment/?version=9")).status_code == 404


def test_a_coordinator_answers_on_the_page_and_others_cannot(world):
    address = page(world, "assessment/answers/")

    done = browser(world, "coordinator").post(address, {"seen": "0", "host": "Example Hosting, UK"})

    assert done.status_code == 302
    assert "Example Hosting, UK" in text_of(
        browser(world, "officer").get(page(world, "assessment/"))
    )
    assert browser(world, "manager").get(address).status_code == 404


def test_the_new_link_is_shown_once_on_the_page(world):
    chief = browser(world, "manager")

    made = text_of(chief.post(page(world, "links/"), {"made_for": "Council", "days": "30"}))
    again = text_of(chief.get(page(world, "links/")))

    assert "/papers/ccs_" in made
    assert "/papers/ccs_" not in again
    assert "Council" in again
