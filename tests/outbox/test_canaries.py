"""One person's words go through the whole life of a referral, and leave it nowhere they should not.

Every email is written by `test_every_email`; here is what a life sends, logs, schedules and audits.
"""

import json
import logging
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from celery import signals
from django.db import models
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from ccs.audit.models import AuditRecord
from ccs.jobs.actions import run_due
from ccs.jobs.models import Job
from ccs.logs.formatter import PrivateJsonFormatter
from ccs.outbox.models import OutboxMessage
from ccs.outbox.tasks import deliver
from ccs.tenancy.context import enter, system
from referrals.desk.models import Offer
from referrals.referrals.models import Referral
from tests.mail import Mailbox
from tests.referrals.journey import agreed, seen, step, what, who
from tests.referrals.pages import browser, page
from tests.world import World

CANARIES = re.compile(
    r"canary|zebedee|quillfeather|wobblestone|7946\s*0?\s*0?9?99|79460999", re.IGNORECASE
)
# What somebody who writes a canary into every box would write.
WORDS = "Canary Wobblestone has nothing to eat."
PERSON = {
    "given_name": "Zebedee",
    "family_name": "Quillfeather",
    "phone": "020 7946 0999",
    "email": "zebedee@canary.example",
    "safe_to": ["call", "email"],
    "contact_notes": "Canary: ring after six",
    "postcode": "E1 6AN",
    "rows": "1",
    "person0_given_name": "Wobblestone",
    "person0_relationship": "child",
}


class Life:
    """What people send; each answer's address is kept, and none may be a failure."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.addresses: list[str] = []
        self.clients: dict[str, Client] = {}

    def by(self, name: str) -> Client:
        if name not in self.clients:
            self.clients[name] = browser(self.world, name)
        return self.clients[name]

    def sends(self, name: str, address: str, **form: Any) -> HttpResponse:
        answer = self.by(name).post(address, form)
        shown = answer.content.decode(errors="replace") if answer.status_code != 302 else ""
        assert answer.status_code in {200, 204, 302}, (address, answer.status_code)
        assert "There is a problem" not in shown, (address, re.findall(r'href="#[^<]*', shown))
        self.addresses.append(answer.headers.get("Location", ""))
        self.addresses.append(answer.headers.get("Content-Disposition", ""))
        return answer

    def looks(self, name: str, address: str) -> None:
        assert self.by(name).get(address).status_code == 200, address

    def only(self, model: type[models.Model], **where: Any) -> Any:
        with enter(system(self.world.network.pk)):
            return model.objects.get(**where)  # type: ignore[attr-defined]


@pytest.fixture
def lines() -> Iterator[list[str]]:
    """Everything that is logged, as it is written to the log."""
    written: list[str] = []

    class Keeper(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            written.append(self.format(record))

    keeper, root = Keeper(logging.DEBUG), logging.getLogger()
    keeper.setFormatter(PrivateJsonFormatter())
    root.addHandler(keeper)
    yield written
    root.removeHandler(keeper)


@pytest.fixture
def tasks() -> Iterator[list[str]]:
    """Everything that is given to the queue, or done as from it."""
    given: list[str] = []

    def published(body: Any = None, headers: Any = None, **_more: Any) -> None:
        given.append(repr((body, headers)))

    def begun(args: Any = None, kwargs: Any = None, task: Any = None, **_more: Any) -> None:
        given.append(repr((task.name, args, kwargs)))

    signals.before_task_publish.connect(published)
    signals.task_prerun.connect(begun)
    yield given
    signals.before_task_publish.disconnect(published)
    signals.task_prerun.disconnect(begun)


def tells(life: Life) -> UUID:
    """A draft that is typed and kept, then the five steps, to two services."""
    world, key = life.world, uuid4()
    first = f"/{world.network.slug}/refer/"
    life.sends("teacher", step(world, key, "typed/who"), given_name="Zebedee")
    life.sends("teacher", first, **who(id=str(key), **PERSON))
    life.sends("teacher", step(world, key, "typed/what"), story=WORDS)
    life.sends("teacher", step(world, key, "story"), **what(story=WORDS, wants=WORDS))
    both = [world.advice, world.grants]
    life.sends("teacher", step(world, key, "services"), services=[one.pk for one in both])
    leave = {"pass_on": "on", "language": "en"}
    life.sends("teacher", step(world, key, "agree"), **agreed(*both, **leave))
    life.sends("teacher", step(world, key, "check"), **seen(*both, answer_nrpf=WORDS))
    return key


def is_answered(life: Life, key: UUID) -> None:
    """Asked, answered, written in, noted, accepted, tried, passed on; and declined by the other."""
    world = life.world
    asked = life.only(Referral, assessment=key, service=world.advice).reference
    other = life.only(Referral, assessment=key, service=world.grants).reference
    to_debt = {"service": "other", "another": world.debt.pk}
    life.looks("adviser", page(world, asked))
    life.sends("adviser", page(world, asked, "return"), question=WORDS)
    life.sends("teacher", page(world, asked, "answer"), text=WORDS)
    life.sends("adviser", page(world, asked, "messages"), body=WORDS)
    life.sends("adviser", page(world, asked, "notes"), audience="team", text=WORDS)
    life.sends("adviser", page(world, asked, "accept"))
    life.sends("adviser", page(world, asked, "contact"), way="phone", made="no", note=WORDS)
    life.sends("adviser", page(world, asked, "forward"), **to_debt, note=WORDS)
    life.sends("officer", page(world, other, "decline"), reason="other", note=WORDS)
    life.sends("teacher", page(world, other, "ask-desk"), given="phone", note=WORDS)


def is_found_by_the_desk(life: Life, key: UUID) -> str:
    """Offered, taken, helped and closed with what came of it; answers its reference."""
    world = life.world
    reference = life.only(Referral, assessment=key, status="with_broker").reference
    life.sends(
        "coordinator", page(world, reference, "find"), services=[world.grants.pk], offer="yes"
    )
    offer = life.only(Offer, answer="")
    life.sends("officer", f"/{world.network.slug}/offers/{offer.pk}/", yes="yes")
    life.sends("officer", page(world, reference, "contact"), way="phone", made="yes", note=WORDS)
    gained = {"met-food": "met", "words": WORDS, "own_words": WORDS, "kind-0": "goods"}
    life.sends(
        "officer", page(world, reference, "close"), outcome="helped_in_full", note=WORDS, **gained
    )
    return str(reference)


def is_exported_and_taken_back(life: Life, reference: str) -> None:
    world = life.world
    life.sends("teacher", f"/{world.network.slug}/referrals/search/", q="Quillfeather")
    life.sends("teacher", f"/{world.network.slug}/refer/known/", q="Quillfeather")
    today = timezone.localdate()
    days = {
        f"{name}-{part}": str(getattr(day, part))
        for name, day in (("since", today - timedelta(days=9)), ("until", today))
        for part in ("day", "month", "year")
    }
    answer = life.sends(
        "officer",
        f"/{world.network.slug}/referrals/export/",
        box="ended",
        kind="csv",
        parts=["name", "story"],
        why="records",
        **days,
    )
    assert "Quillfeather" in answer.content.decode("utf-8-sig")
    life.sends("teacher", page(world, reference, "agreement/withdraw"), reason=WORDS)
    life.sends("officer", page(world, reference, "deleted"))


def rows_of(model: type[models.Model]) -> list[str]:
    return [json.dumps(row, default=str) for row in model._default_manager.values()]


@pytest.mark.django_db(transaction=True)
def test_what_somebody_told_is_in_no_email_log_task_job_audit_or_address(
    world: World, other_world: World, mailbox: Mailbox, lines: list[str], tasks: list[str]
) -> None:
    life = Life(world)

    key = tells(life)
    owed = rows_of(Job) + rows_of(OutboxMessage)
    is_answered(life, key)
    owed += rows_of(Job) + rows_of(OutboxMessage)
    reference = is_found_by_the_desk(life, key)
    is_exported_and_taken_back(life, reference)
    deliver.apply()
    with time_machine.travel(timezone.now() + timedelta(days=21)):
        run_due(limit=500)
        owed += rows_of(Job) + rows_of(OutboxMessage)
        deliver.apply()

    for name in (world, other_world):
        with enter(system(name.network.pk)):
            owed += rows_of(AuditRecord)
    sent = ["\n".join([email.as_string(), *texts_of(email)]) for email in mailbox.emails]
    places = {"emails": sent, "logs": lines, "tasks": tasks, "rows": owed, "to": life.addresses}
    assert {name: bool(found) for name, found in places.items()} == dict.fromkeys(places, True)
    assert {name: found_in(texts) for name, texts in places.items()} == {
        name: [] for name in places
    }


def texts_of(email: Any) -> list[str]:
    """Each part as a person reads it, and not as it travels."""
    parts = [email.get_body((kind,)) for kind in ("plain", "html")]
    return [part.get_content() for part in parts if part]


def found_in(texts: list[str]) -> list[str]:
    return sorted({match for text in texts for match in CANARIES.findall(text)})
