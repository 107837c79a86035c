"""Somebody unmistakable, through everything that a person can go through, by the real actions."""

from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlsplit
from uuid import UUID

import time_machine
from django.test import Client as Browser

from ccs.outbox.tasks import deliver
from ccs.tenancy.context import enter, system
from ccs.tenancy.models import new_id
from referrals.aftercare.models import AftercareCheck
from referrals.aftercare.recording import record_check
from referrals.aftercare.said import Said
from referrals.assessments.queries import person_in
from referrals.assessments.rules import Person, Relative
from referrals.attachments.actions import Upload, add_files
from referrals.clients.actions import correct_client, merge_people, stand_of
from referrals.clients.models import Client, Share
from referrals.drafts.actions import keep_typing
from referrals.messages.actions import post_message
from referrals.messages.keeping import keep_note
from referrals.outcomes.rules import Awarded, Gained, all_met
from referrals.referrals.actions import (
    accept,
    answer,
    close,
    record_contact,
    return_to_sender,
    send,
)
from referrals.referrals.models import Referral
from referrals.rights.actions import Wish, agree, finish, propose, release, take_from_team
from referrals.voice.actions.making import make_card, send_card
from referrals.voice.tasks import ask_at_the_end
from referrals.voice.tokens import new_address
from tests.notify import Notify
from tests.referrals.clocks import november, tick
from tests.world import World

PERSON = Person(
    given_name="Zebulonia",
    family_name="Quixworth",
    preferred_name="Zebbykins",
    date_of_birth=date(1931, 3, 9),
    phone="+447700900931",
    email="zq931@canary.example",
    safe_to=("call", "text", "email"),
    contact_notes="Ask for the marmosetkeeper.",
    trusted_person="Auntie Thessalonica",
    address="931 Flapdoodle Crescent",
    postcode="ZE9 3QX",
    access_needs="A wobblechair.",
)
# What each is found by; a number and a postcode however they are written.
SIGNS = (
    "Zebulon", "Quixworth", "Zebbykins", "1931-03-09", "7700900931", "zq931",
    "marmosetkeeper", "Thessalonica", "Flapdoodle", "ZE9 3QX", "wobblechair", "Oberonica",
    "xylophonist", "wistfulharp", "nookcaravan", "gribblestory", "flumbergast", "snorkelwhistle",
    "wibblequestion", "wobbleanswer", "plinkmessage", "quibblenote", "dinglefridge", "tootlewords",
    "bumblecheck", "crumblecheck", "plinkertext", "splinterlink", "jabberquill", "Fizzlewick",
    "Snufflelender",
)  # fmt: skip
PDF = b"%PDF-1.4\n%snorkelwhistle\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@dataclass
class Life:
    world: World
    notify: Notify
    records: list[UUID] = field(default_factory=list)


def live(world: World, notify: Notify) -> Life:
    """From the first conversation to the last question, in the last week of November 2026."""
    life = Life(world, notify)
    with time_machine.travel(november(23, 10), tick=False):
        first = _told_and_sent(world)
        _helped(world, first)
        second = _told_and_sent(world)
        _helped(world, second)
        _beside(world, first, second)
        codes = {_card(world, one): one for one in (first, second)}
        deliver()
        life.records = _records(world)
    with time_machine.travel(november(27, 10), tick=False):
        ask_at_the_end()
    tick(november(27, 10))
    _answers(notify, *codes)
    _asked_again(world)
    return life


def _told_and_sent(world: World) -> Referral:
    told = {
        "client": PERSON,
        "household": (Relative(given_name="Oberonica", relationship="godchild of Fizzlewick"),),
        "story": "A xylophonist who tells gribblestory.",
        "wants": "A wistfulharp.",
        "answers": {"nrpf": "no", "tenure": "nookcaravan"},
    }
    assessment = world.assess(**told)
    with world.acting("teacher") as teacher:
        file = Upload(name="flumbergast.pdf", size=len(PDF), content=PDF)
        add_files(actor=teacher, assessment_id=assessment.pk, uploads=[file])
        [referral] = send(actor=teacher, assessment_id=assessment.pk, service_ids=[world.advice.pk])
    return referral


def _helped(world: World, referral: Referral) -> None:
    reference = referral.reference
    with world.acting("adviser") as adviser:
        return_to_sender(actor=adviser, reference=reference, question="Any wibblequestion?")
    with world.acting("teacher") as teacher:
        answer(actor=teacher, reference=reference, text="Yes: wobbleanswer.")
    with world.acting("adviser") as adviser:
        accept(actor=adviser, reference=reference)
        post_message(actor=adviser, reference=reference, body="A plinkmessage.")
        keep_note(actor=adviser, reference=reference, audience="team", text="A quibblenote.")
        record_contact(actor=adviser, reference=reference, made=True, way="phone")
        gained = Gained(
            all_met("food"),
            (Awarded("goods", what="A dinglefridge", scheme="Snufflelender"),),
            "tootlewords",
        )
        close(actor=adviser, reference=reference, outcome="helped_in_full", gained=gained)


def _beside(world: World, first: Referral, second: Referral) -> None:
    """A correction, a duplicate taken for the same, and something typed and never saved."""
    with world.acting("teacher") as teacher:
        kept, merged = (
            Share.objects.filter(assessment=one.assessment_id)
            .values_list("client_id", flat=True)
            .first()
            for one in (first, second)
        )
        client = Client.objects.get(pk=kept)
        person = person_in(client)
        changed = Person(
            **{
                **{name: getattr(person, name) for name in person.__slots__},
                "given_name": "Zebulonina",
            }
        )
        correct_client(actor=teacher, client_id=kept, person=changed, seen=stand_of(client))
        merge_people(actor=teacher, kept_id=kept, merged_id=merged)
        typed = {"story": ["jabberquill"]}
        keep_typing(actor=teacher, assessment_id=first.assessment_id, step="who", data=typed)


def _card(world: World, referral: Referral) -> tuple[str, str, str]:
    """Its address, its code and what it is called by."""
    with world.acting("teacher") as teacher:
        given = make_card(actor=teacher, assessment_id=referral.assessment_id)
        send_card(actor=teacher, link=given.link, channel="sms", form_id=new_id())
        return urlsplit(new_address(given.link)).path, given.code, referral.reference


def _answers(notify: Notify, *cards: tuple[str, str, str]) -> None:
    """By text, and on their own page."""
    for minute, said in enumerate(["1", "2", "1", "1", "Such a plinkertext.", "yes"]):
        with time_machine.travel(november(27, 11, minute), tick=False):
            notify.brings("+447700900931", said)
            deliver()
    with time_machine.travel(november(27, 12), tick=False):
        for path, code, reference in cards:
            browser = Browser()
            browser.post(path, {"code": code})
            browser.get(path)
            asked = f"{path}questions/{reference}/"
            browser.post(asked, {"question": "respect", "answer": "yes"})
            browser.post(f"{asked}words/", {"words": "A splinterlink.", "quote": "yes"})


def _asked_again(world: World) -> None:
    """The checks of aftercare, the last ends it; and a copy of the record for the person."""
    with time_machine.travel(november(30, 10), tick=False):
        with world.acting("teacher") as teacher:
            for check in AftercareCheck.objects.filter(number=1):
                said = Said(
                    reached=True,
                    needs={"food": "met", "debt": "met"},
                    steadiness=7,
                    words="bumblecheck",
                    note="crumblecheck",
                    may_quote=True,
                    go_on=False,
                )
                record_check(actor=teacher, check_id=check.pk, said=said)
            asked = take_from_team(actor=teacher, client_id=_records(world)[0], wish=wish("access"))
            propose(actor=teacher, request_id=asked.pk)
        with world.acting("coordinator") as coordinator:
            agree(actor=coordinator, request_id=asked.pk)
            release(actor=coordinator, request_id=asked.pk)
            finish(actor=coordinator, request_id=asked.pk)
        deliver()


def wish(kind: str) -> Wish:
    return Wish(kind=kind, asked_by="person", received_on=date(2026, 11, 30), identity="known")


def _records(world: World) -> list[UUID]:
    with enter(system(world.network.pk)):
        found = Share.objects.filter(network=world.network, ground="origin").order_by("since", "id")
        return list(dict.fromkeys(found.values_list("client_id", flat=True)))
