"""The people who are helped in practice: every name says that there is nobody of that name."""

from typing import Final

from referrals.assessments.rules import Person, Told, ToldNeed

_SAFE: Final = ("call", "text")

PEOPLE: Final = (
    Told(
        client=Person("Amy", "Practice", age_band="25_49", phone="07700 900511", safe_to=_SAFE),
        needs=(ToldNeed("food", "today"), ToldNeed("benefits", "soon")),
        story="Made up. The money stopped last week and there is nothing left in the kitchen.",
        wants="Food for a few days, and to know when the money comes.",
    ),
    Told(
        client=Person("Ben", "Practice", age_band="65_over", phone="07700 900512", safe_to=_SAFE),
        needs=(ToldNeed("fuel", "urgent"), ToldNeed("isolation", "soon")),
        story="Made up. He has turned the heating off and goes to bed at six to keep warm.",
        wants="A warm room, and somebody to talk to.",
    ),
    Told(
        client=Person("Cat", "Practice", age_band="16_24", phone="07700 900513", safe_to=_SAFE),
        needs=(ToldNeed("debt", "urgent"), ToldNeed("housing", "soon")),
        story="Made up. Three letters about rent arrears came, and she has not opened the last.",
        wants="Somebody to open it with her.",
    ),
    Told(
        client=Person("Dai", "Practice", age_band="50_64", phone="07700 900514", safe_to=_SAFE),
        needs=(ToldNeed("furniture", "soon"), ToldNeed("cash", "urgent")),
        story="Made up. He moved in on Friday. There is no bed and no cooker.",
        wants="A bed before the cold comes.",
    ),
)


def person_number(number: int) -> Told:
    """One after another, from 0."""
    return PEOPLE[number % len(PEOPLE)]
