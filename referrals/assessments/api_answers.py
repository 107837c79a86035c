"""The letter in JSON, for who may open it."""

from typing import Any, Final

from rest_framework import serializers

from ccs.ui import phones
from referrals.clients.models import Client, HouseholdMember
from referrals.referrals.queries import Letter

_AS_KEPT: Final = (
    "given_name", "family_name", "preferred_name", "date_of_birth", "age_band", "email", "safe_to",
    "contact_notes", "trusted_person", "languages", "interpreter_needed", "address",
    "no_fixed_address", "postcode", "access_needs",
)  # fmt: skip
_OF_RELATIVES: Final = ("given_name", "family_name", "relationship", "date_of_birth")


class ClientAnswer(serializers.Serializer[Any]):
    given_name = serializers.CharField(allow_blank=True)
    family_name = serializers.CharField(allow_blank=True)
    preferred_name = serializers.CharField(allow_blank=True)
    date_of_birth = serializers.DateField(allow_null=True)
    age_band = serializers.CharField(allow_blank=True)
    phone = serializers.CharField(allow_blank=True)
    email = serializers.CharField(allow_blank=True)
    safe_to = serializers.ListField(child=serializers.CharField())
    contact_notes = serializers.CharField(allow_blank=True)
    trusted_person = serializers.CharField(allow_blank=True)
    languages = serializers.ListField(child=serializers.CharField())
    interpreter_needed = serializers.BooleanField()
    address = serializers.CharField(allow_blank=True)
    no_fixed_address = serializers.BooleanField()
    postcode = serializers.CharField(allow_blank=True)
    access_needs = serializers.CharField(allow_blank=True)


class RelativeAnswer(serializers.Serializer[Any]):
    given_name = serializers.CharField()
    family_name = serializers.CharField(allow_blank=True)
    relationship = serializers.CharField(allow_blank=True)
    date_of_birth = serializers.DateField(allow_null=True)


class ToldNeedAnswer(serializers.Serializer[Any]):
    code = serializers.CharField()
    urgency = serializers.CharField()
    member = serializers.IntegerField(allow_null=True)


class ItemAnswer(serializers.Serializer[Any]):
    item = serializers.CharField()
    value = serializers.CharField()


class AgreedAnswer(serializers.Serializer[Any]):
    basis = serializers.CharField()
    given = serializers.CharField(allow_blank=True)
    pass_on = serializers.BooleanField()
    aftercare = serializers.BooleanField()


class LetterAnswer(serializers.Serializer[Any]):
    """All of it or nothing of it. `erased_at`: the record is gone, and every field is empty."""

    erased_at = serializers.DateTimeField(required=False, allow_null=True)
    client = ClientAnswer(required=False)
    household = RelativeAnswer(many=True, required=False)
    story = serializers.CharField(required=False, allow_blank=True)
    wants = serializers.CharField(required=False, allow_blank=True)
    barriers = serializers.ListField(child=serializers.CharField(), required=False)
    needs_told = ToldNeedAnswer(many=True, required=False)
    answers = ItemAnswer(many=True, required=False)
    consent = AgreedAnswer(required=False, allow_null=True)


def letter_answer(letter: Letter) -> dict[str, Any]:
    """The answers in it are those that the reader's shares open."""
    told, consent = letter.assessment, letter.consent
    return {
        "erased_at": letter.erased_at,
        "client": _client(letter.client),
        "household": []
        if letter.client.is_erased
        else [_relative(relative) for relative in letter.household],
        "story": told.story,
        "wants": told.wants,
        "barriers": told.barriers,
        "needs_told": _needs(letter),
        "answers": [{"item": item, "value": value} for item, value in letter.answers.items()],
        "consent": consent
        and {
            "basis": consent.basis,
            "given": consent.given,
            "pass_on": consent.pass_on,
            "aftercare": consent.aftercare,
        },
    }


def _client(client: Client) -> dict[str, Any]:
    kept = {name: getattr(client, name) for name in _AS_KEPT}
    if client.is_erased:
        # The sign that the database keeps is no name.
        kept["given_name"] = ""
    return {**kept, "phone": phones.shown(client.phone) if client.phone else ""}


def _relative(relative: HouseholdMember) -> dict[str, Any]:
    return {name: getattr(relative, name) for name in _OF_RELATIVES}


def _needs(letter: Letter) -> list[dict[str, Any]]:
    """A member by their place in the household, as they were told."""
    places = {str(relative.pk): place for place, relative in enumerate(letter.household)}
    return [{**need, "member": places.get(need["member"])} for need in letter.needs]
