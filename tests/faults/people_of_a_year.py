"""Two thousand made-up people and what they come with in a year: the same for the same seed."""

import random
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from ccs.tenancy.models import new_id
from referrals.aftercare.actions import open_plan
from referrals.assessments.models import Assessment, AssessmentNeed
from referrals.assessments.rules import Person, Relative, Told, ToldNeed
from referrals.clients.models import Client, HouseholdMember, Share
from referrals.tally.making import person_row, story_row
from referrals.tally.models import PersonTally, StoryTally
from tests.world import World

FIRST = date(2025, 10, 1)
DAYS = 365
GIVEN = ["Amina", "Bilal", "Zoë", "Siân", "José", "Ngọc", "Małgorzata", "Owen", "Fatou", "Björn"]
FAMILY = ["Pretend", "O'Sample", "Núñez", "Fiction", "Madeup", "Invented", "Ap-Rhys", "Imaginary"]
WORKERS = {
    "teacher": "school",
    "adviser": "advice_line",
    "caseworker": "casework",
    "officer": "council",
}


@dataclass
class Visit:
    """One conversation: who came, to whom, on which day, for what."""

    worker: str
    day: date
    person: Person
    household: tuple[Relative, ...]
    needs: tuple[str, ...]
    wanted: bool
    # An earlier visit whose record is used again.
    known: "Visit | None" = None
    # On that day the team writes down that what was needed is there.
    met_on: date | None = None
    client: UUID = field(default_factory=new_id)
    assessment: UUID = field(default_factory=new_id)
    share: UUID = field(default_factory=new_id)


def visits_of(seed: int, people: int) -> list[Visit]:
    chance = random.Random(seed)  # noqa: S311 - made-up people, the same each time
    found: list[Visit] = []
    for number in range(people):
        first = _first(chance, number)
        found.append(first)
        if chance.random() < 0.3:
            found.append(_again(chance, first))
    return [one for one in found if one.day < FIRST + timedelta(days=DAYS)]


def _first(chance: random.Random, number: int) -> Visit:
    given, family = chance.choice(GIVEN), f"{chance.choice(FAMILY)} {_letters(number)}"
    born = date(1950, 1, 1) + timedelta(days=number * 19)
    child = Relative(f"Child{_letters(number)}", family, "child", born + timedelta(days=9000))
    person = Person(
        given,
        family,
        date_of_birth=born if chance.random() < 0.8 else None,
        phone=f"020 7946 {number:04}",
        address=f"{number} Mill Street",
        postcode="E1 4NS",
    )
    if chance.random() < 0.04:
        person = Person(given)
    return _visit(chance, person, FIRST + timedelta(days=chance.randrange(DAYS)), (child,))


def _again(chance: random.Random, first: Visit) -> Visit:
    """The same person, or one of the household, at the same team or at another."""
    day = first.day + timedelta(days=chance.randrange(5, 250))
    before, (child,) = first.person, first.household
    swapped = replace(before, given_name=before.family_name.upper(), family_name=before.given_name)
    bare = replace(before, given_name=before.given_name.replace("ë", "e"), address="", postcode="")
    grown = Person(child.given_name.upper(), child.family_name, date_of_birth=child.date_of_birth)
    partner = Person("Partner", before.family_name, phone="020 7946 1234", postcode="e14ns",
                     address=before.address.upper().replace("STREET", "ST."))  # fmt: skip
    came = chance.choice([None, swapped, bare, grown, partner, Person(before.given_name)])
    if came is None:
        known = _visit(chance, before, day, first.household)
        return replace(known, worker=first.worker, known=first, client=first.client)
    return _visit(chance, came, day, ())


def _visit(
    chance: random.Random, person: Person, day: date, household: tuple[Relative, ...]
) -> Visit:
    crisis = chance.random() < 0.8
    needs = tuple(chance.sample(["food", "fuel", "cash"], 2)) if crisis else ("debt",)
    met = crisis and chance.random() < 0.2
    return Visit(
        worker=chance.choice(list(WORKERS)),
        day=day,
        person=person,
        household=household,
        needs=needs,
        wanted=chance.random() < 0.85,
        met_on=day + timedelta(days=chance.randrange(20)) if met else None,
    )


def write_down(world: World, visits: list[Visit]) -> None:
    """The rows of the letters in bulk, each team its own; tallies and plans as the site does it."""
    for later in (False, True):
        for worker in WORKERS:
            own = [one for one in visits if one.worker == worker and bool(one.known) == later]
            with world.acting(worker) as actor:
                _write(world, actor.teams[0], own)


def _write(world: World, team: UUID, visits: list[Visit]) -> None:
    network: dict[str, Any] = {"network_id": world.network.pk}
    new = [one for one in visits if one.known is None]
    Client.objects.bulk_create(
        Client(**network, team_id=team, id=one.client, **_columns(one.person)) for one in new
    )
    stories = {
        one.assessment: Assessment(
            **network, id=one.assessment, client_id=one.client, team_id=team,
            first_team=None if one.known else team,
            known_through_id=one.known.share if one.known else None, first_sent_at=_noon(one.day),
        )
        for one in visits
    }  # fmt: skip
    Assessment.objects.bulk_create(stories.values())
    Share.objects.bulk_create(
        Share(**network, id=one.share, client_id=one.client, assessment_id=one.assessment,
              team_id=team, ground="origin", origin_team=team, granted_by_id=team,
              since=_noon(one.day))
        for one in visits
    )  # fmt: skip
    HouseholdMember.objects.bulk_create(
        HouseholdMember(**network, client_id=one.client, position=place, given_name=who.given_name,
                        family_name=who.family_name, date_of_birth=who.date_of_birth)
        for one in new
        for place, who in enumerate(one.household)
    )  # fmt: skip
    AssessmentNeed.objects.bulk_create(
        AssessmentNeed(**network, assessment_id=one.assessment, need_id=code, urgency="today")
        for one in visits
        for code in one.needs
    )
    _tally(world, visits, stories)


def _tally(world: World, visits: list[Visit], stories: dict[UUID, Assessment]) -> None:
    told = {
        one.assessment: Told(one.person, tuple(ToldNeed(code, "today") for code in one.needs))
        for one in visits
    }
    StoryTally.objects.bulk_create(
        story_row(stories[key], told[key], day=one.day, place=None)
        for one in visits
        for key in [one.assessment]
    )
    PersonTally.objects.bulk_create(
        person_row(
            Client(id=one.client, network=world.network),
            [one.person],
            one.household,
            at=_noon(one.day),
        )
        for one in visits
    )
    for one in visits:
        open_plan(stories[one.assessment], wanted=one.wanted, at=_noon(one.day))


def _columns(person: Person) -> dict[str, Any]:
    names = ("given_name", "family_name", "date_of_birth", "phone", "address", "postcode")
    return {name: getattr(person, name) for name in names}


def _letters(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in f"{number:04}")


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
