"""The rows that are counted of a person and a story, not saved yet."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from django.conf import settings

from organisations.needs.rules import is_crisis
from organisations.places.rules import Place
from referrals.assessments.models import Assessment
from referrals.assessments.rules import Person, Relative, Told
from referrals.clients.models import Client
from referrals.tally.models import PersonTally, StoryTally
from referrals.tally.rules import (
    age_band_of,
    ethnicity_of,
    hashed,
    home_identity,
    household_identities,
    nrpf_of,
    own_identities,
    with_children_of,
)


def story_row(assessment: Assessment, told: Told, *, day: date, place: Place | None) -> StoryTally:
    needs = list(dict.fromkeys(need.code for need in told.needs))
    return StoryTally(
        network_id=assessment.network_id,
        assessment_id=assessment.pk,
        client_id=assessment.client_id,
        day=day,
        needs=needs,
        crisis=[code for code in needs if is_crisis(code)],
        age_band=age_band_of(told.client, day),
        with_children=with_children_of(told, day),
        nrpf=nrpf_of(told, day),
        ethnicity=ethnicity_of(told),
        interpreter_needed=told.client.interpreter_needed,
        local_authority=place.local_authority if place else "",
        ward=place.ward if place else "",
    )


def person_row(
    client: Client, known_as: Sequence[Person], household: Iterable[Relative], *, at: datetime
) -> PersonTally:
    """`known_as` is how records name them, the client's own first."""
    network_id = client.network_id
    own = {identity for person in known_as for identity in own_identities(person)}
    home = home_identity(known_as[0])
    return PersonTally(
        network_id=network_id,
        client_id=client.pk,
        own=_keys(network_id, own),
        household=_keys(network_id, household_identities(household)),
        home="".join(_keys(network_id, [home] if home else [])),
        at=at,
    )


def _keys(network_id: UUID, identities: Iterable[str]) -> list[str]:
    secret = settings.PSEUDONYM_KEY
    return sorted(hashed(one, network_id=network_id, secret=secret) for one in identities)
