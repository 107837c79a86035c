"""Every field that can be held: read from the models themselves, and from the walls around them."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.db import models

from ccs.retention.rules import Treatment, classification
from ccs.tenancy.inspection import our_models, wall_of


class Audience(StrEnum):
    """Who reads a record, as its wall says it."""

    PUBLIC = "public"
    NETWORK = "network"
    ENVELOPE = "envelope"
    LETTER = "letter"
    OWN = "own"
    DESK = "desk"
    PARENT = "parent"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Held:
    """One field and what becomes of it when its time is over."""

    name: str
    treatment: Treatment


@dataclass(frozen=True, slots=True)
class Record:
    """`label` is the model's, as in `referrals.Client`."""

    label: str
    audience: Audience
    fields: tuple[Held, ...]

    @property
    def personal(self) -> tuple[Held, ...]:
        return tuple(one for one in self.fields if one.treatment is not Treatment.KEEP)


# What a wall's expression for reading mentions, in the order in which it decides.
_SIGNS: tuple[tuple[str, Audience], ...] = (
    ("'public'", Audience.PUBLIC),
    ("'analyst'", Audience.NETWORK),
    ("{envelopes}", Audience.ENVELOPE),
    ("{teams}", Audience.LETTER),
    ("referrals_share", Audience.LETTER),
    ("'member'", Audience.NETWORK),
    ("{user}", Audience.OWN),
    ("{managed}", Audience.DESK),
    ("EXISTS", Audience.PARENT),
    ("'coordinator'", Audience.DESK),
)

# Where the wall does not say it: accounts belong to no network, and of what the public may read of
# a capacity no page shows them who said so.
_TOLD: dict[str, Audience] = {
    # Their teams only for who reads so: the rest is for those who look into it.
    "referrals.EmergencyReading": Audience.DESK,
    "ccs.User": Audience.DESK,
    "organisations.Capacity": Audience.NETWORK,
}


def records() -> list[Record]:
    return [_record(model) for model in our_models() if classification(model)]


def personal_records() -> list[Record]:
    """Those with a field that may tell who somebody is, or what they said."""
    return [one for one in records() if one.personal]


def audience_of(model: type[models.Model]) -> Audience:
    if told := _TOLD.get(model._meta.label):
        return told
    wall = wall_of(model)
    read = (wall.read if wall else None) or ""
    return next((who for sign, who in _SIGNS if sign in read), Audience.SYSTEM)


def _record(model: type[models.Model]) -> Record:
    return Record(model._meta.label, audience_of(model), tuple(_fields(model)))


def _fields(model: type[models.Model]) -> Iterator[Held]:
    """In the order of the table."""
    treated = classification(model)
    for field in model._meta.concrete_fields:
        if field.name in treated:
            yield Held(field.name, treated[field.name])
