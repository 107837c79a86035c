"""What a step holds, as a word: the same for what is saved and for a form that says the same."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from referrals.assessments.rules import Person, Relative, Told, ToldNeed
from referrals.drafts.recall import mark_of


def mark_of_who(told: Told | None) -> str:
    return mark_of_person(told.client, told.household) if told else ""


def mark_of_person(client: Person, household: Iterable[Relative]) -> str:
    return mark_of(client, tuple(household))


def mark_of_what(told: Told, danger: str) -> str:
    return mark_of_story(told.story, told.wants, told.barriers, told.needs, danger)


def mark_of_story(
    story: str, wants: str, barriers: Iterable[str], needs: Sequence[ToldNeed], danger: str
) -> str:
    """In whatever order: two forms may list the same needs differently."""
    return mark_of(story, wants, sorted(barriers), sorted(map(str, needs)), danger)


def mark_of_chosen(services: Iterable[UUID]) -> str:
    return mark_of(sorted(map(str, services)))
