"""From what a school sees to what may be needed: a table, and nothing but a table.

A sign is no proof of anything. Each says what may be behind it, in one plain sentence for each
need, and one question with which to ask the parent or carer.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ccs.tenancy.actor import Actor
from organisations.needs.rules import NEEDS


@dataclass(frozen=True, slots=True)
class Sign:
    """What a teacher sees. With `tell_first`, who is responsible for safeguarding comes first."""

    seen: Promise
    needs: Mapping[str, Promise]
    question: Promise | None
    tell_first: bool = False


SIGNS: Final[dict[str, Sign]] = {
    "no_coat": Sign(
        _("No coat, or clothes or shoes that do not fit"),
        {
            "clothing": _("They may need a coat, shoes or other clothes."),
            "benefits": _("There may be money for the family that nobody has claimed."),
        },
        _("Is it hard to buy clothes or shoes just now?"),
    ),
    "no_kit": Sign(
        _("No sports kit, uniform or things for lessons"),
        {
            "clothing": _("They may need uniform or kit."),
            "education": _("What they need for school may cost too much."),
        },
        _("Is there anything for school that is hard to pay for?"),
    ),
    "hungry": Sign(
        _("Asks for food, or comes to school hungry"),
        {
            "food": _("There may not be enough to eat at home."),
            "benefits": _("The family may be able to get free school meals, or more money."),
        },
        _("What is there to eat at home, and how long will it last?"),
    ),
    "no_money": Sign(
        _("Cannot pay for lunch, trips or clubs"),
        {
            "benefits": _("The family may be able to get more help than they do."),
            "debt": _("Money may be going to what is owed."),
        },
        _("Has the money at home changed?"),
    ),
    "bills": Sign(
        _("A parent is worried about bills"),
        {
            "debt": _("They may owe money, and somebody may be chasing them for it."),
            "fuel": _("They may not be able to keep the heating on."),
            "benefits": _("There may be money that they could claim."),
        },
        _("Is anyone chasing you for money?"),
    ),
    "lost_work": Sign(
        _("A parent lost their job, or hours of work"),
        {
            "employment": _("They may want help to find work, or to be paid what they are owed."),
            "benefits": _("What they can claim may have changed."),
        },
        _("What has changed for you since then?"),
    ),
    "cold_home": Sign(
        _("Says that it is cold or dark at home"),
        {
            "fuel": _("The meter may be empty, or the heating may be off."),
            "housing": _("Something at home may be broken or damp."),
        },
        _("Is there heating and hot water at home?"),
    ),
    "not_clean": Sign(
        _("Clothes or hair are not clean"),
        {
            "toiletries": _("They may have run out of soap, shampoo or washing powder."),
            "fuel": _("Hot water may cost too much."),
            "furniture": _("The washing machine may be broken."),
        },
        _("Do the hot water and the washing machine work at home?"),
    ),
    "tired": Sign(
        _("Tired, or falls asleep"),
        {
            "furniture": _("They may not have a bed of their own."),
            "housing": _("It may be crowded, cold or noisy at night."),
            "family": _("Something at home may keep them awake."),
        },
        _("Where does everybody sleep, and how are the nights?"),
    ),
    "moved": Sign(
        _("Says that they moved, or sleep at somebody else’s"),
        {
            "shelter": _("They may have nowhere of their own to stay."),
            "housing": _("They may have to leave where they are."),
        },
        _("Where are you staying, and how long can you stay there?"),
    ),
    "late": Sign(
        _("Often late"),
        {
            "travel": _("The way to school may be long, or cost too much."),
            "care": _("They may look after somebody before school."),
            "family": _("Mornings at home may be hard."),
        },
        _("What is the morning like before school?"),
    ),
    "absent": Sign(
        _("Not at school"),
        {
            "family": _("Something may have changed at home."),
            "mental_health": _("Coming to school may feel too hard."),
            "physical_health": _("Somebody may be ill."),
        },
        _("What makes it hard to come to school?"),
    ),
    "sad": Sign(
        _("Sad, worried or very quiet"),
        {
            "mental_health": _("They may need somebody to talk to."),
            "family": _("Something may have changed at home."),
        },
        _("How are things at home, for you and for your child?"),
    ),
    "caring": Sign(
        _("Looks after a parent, brother or sister"),
        {
            "care": _("They may be a young carer, and there is help for young carers."),
            "physical_health": _("Somebody at home may be ill or disabled."),
        },
        _("Who helps at home, and with what?"),
    ),
    "offline": Sign(
        _("Cannot do homework online"),
        {
            "phone": _("They may have no phone or computer, or no data."),
            "digital": _("Somebody at home may want help to get online."),
        },
        _("How do you get online at home?"),
    ),
    "letters": Sign(
        _("A parent finds letters or forms hard"),
        {
            "benefits": _("There may be a form for help with money among them."),
            "education": _("They may like to learn English, or to read more easily."),
        },
        _("Is there a letter or a form that we could look at together?"),
    ),
    "afraid": Sign(
        _("Afraid to go home, or afraid of somebody"),
        {},
        None,
        tell_first=True,
    ),
}


@dataclass(frozen=True, slots=True)
class Suggested:
    """What the signs may mean together: each need once, in the taxonomy's order."""

    needs: tuple[str, ...]
    tell_first: bool


def known_signs(codes: Iterable[str]) -> tuple[str, ...]:
    """Those of the table, each once, in its order."""
    asked = set(codes)
    return tuple(code for code in SIGNS if code in asked)


def suggested(signs: Iterable[str]) -> Suggested:
    chosen = [SIGNS[code] for code in known_signs(signs)]
    meant = {need for sign in chosen for need in sign.needs}
    return Suggested(
        needs=tuple(need for need in NEEDS if need in meant),
        tell_first=any(sign.tell_first for sign in chosen),
    )


def is_of_a_school(actor: Actor) -> bool:
    """To whom the guided path is offered before the empty form."""
    return "school" in actor.sectors
