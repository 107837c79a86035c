"""Somebody of the school who was erased, and all that anybody might still try about them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID, uuid4

from django.utils import timezone

from ccs.tenancy.context import enter, system
from referrals.aftercare.actions import change_weeks, say_yes
from referrals.aftercare.models import AftercarePlan
from referrals.assessments.actions import (
    keep_answers,
    keep_story,
    lock_assessment,
    open_assessment,
    refer_again,
    refer_member,
    revise_assessment,
    say_danger,
)
from referrals.assessments.rules import ToldNeed
from referrals.attachments.actions import Upload, add_files
from referrals.clients.actions import correct_client, keep_apart, merge_people
from referrals.clients.models import HouseholdMember
from referrals.consent.actions import record_consent, renew_consent
from referrals.consent.rules import Agreed
from referrals.desk.actions import send_to_desk
from referrals.drafts.actions import keep_typing
from referrals.messages.actions import post_message
from referrals.messages.keeping import keep_note
from referrals.outcomes.actions import record_gains, record_learnt
from referrals.outcomes.rules import Gained
from referrals.referrals.actions import (
    choose_services,
    forward,
    prepare_move,
    reopen,
    send,
    withdraw_consent,
)
from referrals.referrals.models import Referral
from referrals.rights.actions import Wish, agree, propose, take_from_team
from referrals.voice.actions.making import make_card, renew_card
from referrals.voice.questions.actions.answering import Told as Answered
from referrals.voice.questions.actions.answering import answer_by_worker
from tests.referrals.attachments.made import PDF
from tests.referrals.rights.asked import AMINA, asked, helped, person_of
from tests.world import World


@dataclass(frozen=True)
class Gone:
    """`other` is somebody else whom the school knows."""

    world: World
    referral: Referral
    client_id: UUID
    member_id: UUID
    plan_id: UUID
    other: UUID

    @property
    def story(self) -> UUID:
        return self.referral.assessment_id

    @property
    def reference(self) -> str:
        return self.referral.reference


def erased(world: World) -> Gone:
    """By the school and the advice line, who helped them."""
    referral = helped(world)
    client_id = person_of(world, referral)
    other = world.assess(given_name="Basil").client_id
    with world.acting("teacher"):
        member_id = HouseholdMember.objects.get(client=client_id).pk
    with enter(system(world.network.pk)):
        plan_id = AftercarePlan.objects.get(assessment=referral.assessment_id).pk
    erase_by_two(world, client_id)
    return Gone(world, referral, client_id, member_id, plan_id, other)


def erase_by_two(world: World, client_id: UUID) -> None:
    request = asked(world, client_id, "erase")
    with world.acting("teacher") as teacher:
        propose(actor=teacher, request_id=request.pk)
    with world.acting("adviser") as adviser:
        agree(actor=adviser, request_id=request.pk)


def _wish() -> Wish:
    return Wish("access", "person", timezone.localdate(), "known")


Deed = Callable[[Any, Gone], object]
# By whom, and what.
DEEDS: Final[dict[str, tuple[str, Deed]]] = {
    "refer again": (
        "teacher",
        lambda a, g: refer_again(actor=a, client_id=g.client_id, assessment_id=uuid4()),
    ),
    "refer who lives with them": (
        "teacher",
        lambda a, g: refer_member(actor=a, member_id=g.member_id, assessment_id=uuid4()),
    ),
    "go on with the conversation": (
        "teacher",
        lambda a, g: open_assessment(actor=a, assessment_id=g.story, to_change=True),
    ),
    "hold the conversation": (
        "teacher",
        lambda a, g: lock_assessment(actor=a, assessment_id=g.story),
    ),
    "tell it anew": (
        "teacher",
        lambda a, g: revise_assessment(actor=a, assessment_id=g.story, told=g.world.told()),
    ),
    "change the story": (
        "teacher",
        lambda a, g: keep_story(
            actor=a,
            assessment_id=g.story,
            story="Again.",
            wants="",
            barriers=(),
            needs=[ToldNeed("food", "today")],
        ),
    ),
    "answer a service": (
        "teacher",
        lambda a, g: keep_answers(actor=a, assessment_id=g.story, answers={"nrpf": "yes"}),
    ),
    "say danger": (
        "teacher",
        lambda a, g: say_danger(actor=a, assessment_id=g.story, danger="now"),
    ),
    "type": (
        "teacher",
        lambda a, g: keep_typing(
            actor=a, assessment_id=g.story, step="what", data={"story": ["Amina"]}
        ),
    ),
    "attach": (
        "teacher",
        lambda a, g: add_files(
            actor=a, assessment_id=g.story, uploads=[Upload("note.pdf", len(PDF), PDF)]
        ),
    ),
    "agree": (
        "teacher",
        lambda a, g: record_consent(
            actor=a, assessment_id=g.story, agreed=Agreed("consent", given="phone")
        ),
    ),
    "renew the agreement": (
        "teacher",
        lambda a, g: renew_consent(actor=a, assessment_id=g.story, given="phone", language="en"),
    ),
    "take the agreement back": (
        "teacher",
        lambda a, g: withdraw_consent(actor=a, assessment_id=g.story, reason="Amina rang."),
    ),
    "choose services": (
        "teacher",
        lambda a, g: choose_services(
            actor=a, assessment_id=g.story, service_ids=[g.world.grants.pk]
        ),
    ),
    "send": (
        "teacher",
        lambda a, g: send(actor=a, assessment_id=g.story, service_ids=[g.world.grants.pk]),
    ),
    "send to the desk": (
        "teacher",
        lambda a, g: send_to_desk(actor=a, assessment_id=g.story),
    ),
    "pass on": (
        "adviser",
        lambda a, g: forward(actor=a, reference=g.reference, service=g.world.grants.pk),
    ),
    "open the page of a move": (
        "adviser",
        lambda a, g: prepare_move(actor=a, reference=g.reference, name="reopen_to_contact"),
    ),
    "open again": (
        "adviser",
        lambda a, g: reopen(actor=a, reference=g.reference, reason="Amina came back."),
    ),
    "write": (
        "teacher",
        lambda a, g: post_message(actor=a, reference=g.reference, body="Amina rang."),
    ),
    "note": (
        "adviser",
        lambda a, g: keep_note(actor=a, reference=g.reference, audience="team", text="Amina rang."),
    ),
    "say what came of it": (
        "adviser",
        lambda a, g: record_gains(
            actor=a, reference=g.reference, gained=Gained(words="Amina is well.")
        ),
    ),
    "say what was learnt": (
        "teacher",
        lambda a, g: record_learnt(
            actor=a, assessment_id=g.story, gained=Gained(words="Amina is well.")
        ),
    ),
    "ask how it went": (
        "teacher",
        lambda a, g: answer_by_worker(
            actor=a, reference=g.reference, told=Answered({"contacted": "yes"}, "Thank you.")
        ),
    ),
    "ask how they are": (
        "teacher",
        lambda a, g: say_yes(actor=a, plan_id=g.plan_id),
    ),
    "change when they are asked": (
        "teacher",
        lambda a, g: change_weeks(actor=a, plan_id=g.plan_id, weeks=[20]),
    ),
    "make a card": (
        "teacher",
        lambda a, g: make_card(actor=a, assessment_id=g.story),
    ),
    "make a card anew": (
        "teacher",
        lambda a, g: renew_card(actor=a, assessment_id=g.story),
    ),
    "correct": (
        "teacher",
        lambda a, g: correct_client(actor=a, client_id=g.client_id, person=AMINA, seen=""),
    ),
    "merge": (
        "teacher",
        lambda a, g: merge_people(actor=a, kept_id=g.client_id, merged_id=g.other),
    ),
    "keep apart": (
        "teacher",
        lambda a, g: keep_apart(actor=a, client_id=g.other, other_id=g.client_id),
    ),
    "ask by right": (
        "teacher",
        lambda a, g: take_from_team(actor=a, client_id=g.client_id, wish=_wish()),
    ),
}
