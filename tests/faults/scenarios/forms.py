"""The same form twice: a double click, then back and once more."""

from collections.abc import Callable, Iterator
from functools import partial
from http import HTTPStatus
from typing import Any, NamedTuple
from uuid import UUID

import time_machine
from django.test import Client

from ccs.outbox.models import OutboxMessage
from ccs.tenancy.context import enter, system
from ccs.tenancy.models import new_id
from referrals.aftercare.models import AftercareCheck
from referrals.aftercare.records import CheckRecord
from referrals.consent.models import Consent
from referrals.referrals.actions import choose_services
from referrals.referrals.models import Referral, ReferralEvent
from tests.faults.scenarios.tally import Tally, told_twice
from tests.faults.together import Answers, at_once, until_they_met
from tests.referrals.aftercare import asking
from tests.referrals.aftercare.plans import BEGUN, closing
from tests.referrals.journey import agreed, seen, step
from tests.referrals.pages import page
from tests.world import World

# A page that answers a form leads on to the next one.
DONE = {HTTPStatus.FOUND, HTTPStatus.OK, HTTPStatus.CREATED}


class Form(NamedTuple):
    """A form filled in by somebody, and how often it has been done."""

    address: str
    typed: dict[str, Any]
    done: Callable[[], int]


class Browsers:
    """Each person signs in once; two of their windows are two browsers."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.cookies: dict[str, Any] = {}

    def window(self, name: str) -> Client:
        client = Client(raise_request_exception=False)
        if name not in self.cookies:
            client.force_login(self.world.user(name))
            self.cookies[name] = client.cookies
        client.cookies = self.cookies[name].copy()
        return client


def events_of(world: World, referral: Referral, kind: str) -> int:
    with world.acting("teacher"):
        return ReferralEvent.objects.filter(referral=referral, kind=kind).count()


def moved(move: str, kind: str, **typed: object) -> Callable[[World], Form]:
    def filled(world: World) -> Form:
        [referral] = world.refer()
        address = page(world, referral.reference, move)
        return Form(address, typed, lambda: events_of(world, referral, kind))

    return filled


def sending(world: World) -> Form:
    assessment = world.assess()
    with world.acting("teacher") as actor:
        choose_services(actor=actor, assessment_id=assessment.pk, service_ids=[world.advice.pk])
    return Form(
        step(world, assessment.pk, "check"),
        seen(world.advice),
        lambda: sent_from(world, assessment.pk),
    )


def sent_from(world: World, assessment_id: UUID) -> int:
    with world.acting("teacher"):
        return ReferralEvent.objects.filter(referral__assessment=assessment_id, kind="sent").count()


def agreeing(world: World) -> Form:
    assessment = world.assess(agreed=False)
    with world.acting("teacher") as actor:
        choose_services(actor=actor, assessment_id=assessment.pk, service_ids=[world.advice.pk])

    def done() -> int:
        with world.acting("teacher"):
            return Consent.objects.filter(assessment=assessment).count()

    return Form(step(world, assessment.pk, "agree"), agreed(world.advice), done)


def writing(world: World) -> Form:
    [referral] = world.refer()
    typed = {"body": "She is at work until 3pm.", "message_id": str(new_id())}
    address = page(world, referral.reference, "messages")
    return Form(address, typed, lambda: events_of(world, referral, "message"))


def checking(world: World) -> Form:
    """Two weeks after a referral of the second of November was closed; the school asks."""
    with time_machine.travel(BEGUN, tick=False):
        [referral] = world.refer()
        closing(world, referral, "helped_in_part")
    with enter(system(world.network.pk)):
        checks = AftercareCheck.objects.filter(plan__assessment=referral.assessment_id)
        first = checks.exclude(status="cancelled").order_by("number")[0]

    def done() -> int:
        with world.acting("teacher"):
            return CheckRecord.objects.filter(of_check=first.pk).count()

    typed = {**asking.TYPED, "record_id": str(new_id())}
    return Form(asking.page(world, first.pk), typed, done)


def inviting(world: World) -> Form:
    email = f"{new_id()}@quay.example"
    typed = {
        "email": email,
        "name": "New Sample",
        "teams": [str(world.casework.pk)],
        "invitation_id": str(new_id()),
    }

    def done() -> int:
        return OutboxMessage.objects.filter(
            template="invitation", event_id=typed["invitation_id"]
        ).count()

    return Form(f"/{world.network.slug}/members/invite/", typed, done)


# Who sends which form.
PAGES: dict[str, tuple[str, Callable[[World], Form]]] = {
    "send": ("teacher", sending),
    "accept": ("adviser", moved("accept", "accepted")),
    "decline": ("adviser", moved("decline", "declined", reason="no_capacity")),
    "withdraw": ("teacher", moved("withdraw", "withdrawn", reason="Sorted")),
    "message": ("teacher", writing),
    "consent": ("teacher", agreeing),
    "check": ("teacher", checking),
    "invite": ("manager", inviting),
}


def same_page_twice(world: World, times: int) -> Iterator[tuple[str, Tally]]:
    """Each form of PAGES, sent by two windows at once; the first also goes back and sends again."""
    browsers = Browsers(world)
    for name, (person, filled) in PAGES.items():
        tally = Tally()
        for number in range(times):
            form, answers = until_they_met(partial(sent_by_two, browsers, person, filled))
            if not number:
                answers.append(browsers.window(person).post(form.address, form.typed))
            told = {one.status_code for one in answers} <= DONE
            tally.count(form.done(), told=told, struck=answers.overlapped)
        tally.doubled += told_twice()
        yield name, tally


def sent_by_two(
    browsers: Browsers, person: str, filled: Callable[[World], Form]
) -> tuple[Form, Answers]:
    form, windows = filled(browsers.world), [browsers.window(person) for _ in range(2)]
    return form, at_once(*[partial(one.post, form.address, form.typed) for one in windows])
