"""A card that was given: its address, its code, and how the person answers the second check."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.test import Client

from ccs.tenancy.context import enter, system
from referrals.assessments.rules import Person
from referrals.referrals.models import Referral
from referrals.voice.actions.making import make_card
from referrals.voice.models import PersonLink
from referrals.voice.tokens import new_address
from tests.world import World

PHONE = "07700 900123"


@dataclass
class Card:
    world: World
    referral: Referral
    code: str
    path: str

    @property
    def link(self) -> PersonLink:
        with enter(system(self.world.network.pk)):
            return PersonLink.objects.get(assessment=self.referral.assessment_id)

    @property
    def client_id(self) -> UUID:
        return self.link.client_id

    def proved(self) -> Client:
        """A browser in which the second check was passed."""
        browser = Client()
        answer = browser.post(self.path, {"code": self.code})
        assert answer.status_code == 302, answer.content.decode()
        return browser

    def form(self, browser: Client) -> str:
        page = browser.get(f"{self.path}contact/").content.decode()
        return page.split('name="form" value="')[1].split('"')[0]

    def do(self, browser: Client, name: str, **typed: object) -> Any:
        return browser.post(f"{self.path}{name}/", {"form": self.form(browser), **typed})


def person(**changes: object) -> Person:
    known = {
        "given_name": "Amina",
        "family_name": "Pretend",
        "phone": PHONE,
        "email": "amina@example.org",
        "safe_to": ("call", "text", "email"),
    }
    return Person(**{**known, **changes})


def card(world: World, *services: object, client: Person | None = None, **made: object) -> Card:
    """The teacher refers somebody and gives them their card."""
    [referral, *_others] = world.refer(*services, client=client or person())
    with world.acting("teacher") as actor:
        given = make_card(actor=actor, assessment_id=referral.assessment_id, **made)
        path = urlsplit(new_address(given.link)).path
    return Card(world, referral, given.code, path)
