"""A guess at an organisation's sector from its name, for a person to look at."""

from typing import Final

from organisations.members.models import Sector

_WORDS: Final = {
    Sector.LOCAL_AUTHORITY: ("council", "borough", "cyngor"),
    Sector.HEALTH: ("nhs", "hospital", "surgery", "medical"),
    Sector.SCHOOL: ("school", "academy", "college", "ysgol"),
    Sector.FAITH: ("church", "mosque", "parish", "diocese", "synagogue", "gurdwara"),
    Sector.HOUSING: ("housing",),
}


def sector_of(name: str) -> str:
    words = set(name.casefold().split())
    return next((s.value for s, known in _WORDS.items() if words & set(known)), Sector.VCS.value)
