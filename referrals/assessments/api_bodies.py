"""What a conversation looks like in JSON (`docs/api.md`)."""

from datetime import date
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from ccs.api.fields import Strict, TextField, WordsField
from ccs.ui import phones
from organisations.needs.rules import NEEDS
from referrals.assessments.models import Barrier, Urgency
from referrals.clients.models import AgeBand, SafeTo
from referrals.clients.rules import kept_postcode
from referrals.consent.models import Basis, Given

_WORDS: Final = 20_000
_MANY: Final = 50
_OLDEST: Final = date(1900, 1, 1)


class BornField(serializers.DateField):
    default_error_messages = {"unborn": _("Give a date of birth that can be right.")}

    def __init__(self) -> None:
        super().__init__(required=False, allow_null=True)

    def to_internal_value(self, value: Any) -> date:
        born = super().to_internal_value(value)
        if not _OLDEST <= born <= timezone.localdate():
            self.fail("unborn")
        return born


class PhoneField(TextField):
    """Kept in one form, whatever the caller's."""

    default_error_messages = {"phone": _("This is not a telephone number.")}

    def to_internal_value(self, data: Any) -> str:
        try:
            return phones.kept(text) if (text := super().to_internal_value(data)) else ""
        except phones.NotAPhoneNumber:
            self.fail("phone")


class PostcodeField(TextField):
    default_error_messages = {"postcode": _("This is not a UK postcode.")}

    def to_internal_value(self, data: Any) -> str:
        text = super().to_internal_value(data)
        kept = kept_postcode(text) if text else ""
        if kept is None:
            self.fail("postcode")
        return kept


class LanguageField(serializers.RegexField):
    """A language as BCP 47 writes it: `so`, `cy`, `pt-BR`."""

    def __init__(self, **options: Any) -> None:
        super().__init__(r"^[a-z]{2,3}(-[A-Za-z0-9]{2,4})?$", max_length=10, **options)


class ClientBody(Strict):
    given_name = WordsField(max_length=80)
    family_name = TextField(80)
    preferred_name = TextField(80)
    date_of_birth = BornField()
    age_band = serializers.ChoiceField(AgeBand.values, required=False, allow_blank=True)
    phone = PhoneField(30)
    email = serializers.EmailField(required=False, allow_blank=True)
    safe_to = serializers.ListField(
        child=serializers.ChoiceField(SafeTo.values), required=False, max_length=_MANY
    )
    contact_notes = TextField(2000)
    trusted_person = TextField(200)
    languages = serializers.ListField(child=LanguageField(), required=False, max_length=_MANY)
    interpreter_needed = serializers.BooleanField(required=False)
    address = TextField(1000)
    no_fixed_address = serializers.BooleanField(required=False)
    postcode = PostcodeField(10)
    access_needs = TextField(2000)


class RelativeBody(Strict):
    given_name = WordsField(max_length=80)
    family_name = TextField(80)
    relationship = TextField(40)
    date_of_birth = BornField()


class NeedBody(Strict):
    code = serializers.ChoiceField(list(NEEDS))
    urgency = serializers.ChoiceField(Urgency.values)
    member = serializers.IntegerField(
        required=False, allow_null=True, min_value=0, help_text="A place in household, from 0."
    )


class AnswerBody(Strict):
    item = serializers.SlugField(
        max_length=40,
        help_text="What a service asks for, such as nrpf; or ethnicity, which no service sees.",
    )
    value = WordsField(
        max_length=2000,
        help_text="In words. For ethnicity a code, such as asian_indian, or prefer_not.",
    )

    def validate_item(self, value: str) -> str:
        return value.lower()


class ConsentBody(Strict):
    """`given` for consent; for another basis, `reason`."""

    basis = serializers.ChoiceField(Basis.values)
    given = serializers.ChoiceField(list(dict(Given.to_a_worker())), required=False)
    reason = TextField(2000)
    pass_on = serializers.BooleanField(required=False)
    language = LanguageField(required=False)
    notice_version = serializers.RegexField(
        r"^\d{4}-\d{2}$", required=False, help_text="Which words were said: 2026-11."
    )
    organisations = serializers.ListField(
        child=WordsField(max_length=120),
        required=False,
        max_length=_MANY,
        help_text="By name. Without it, those of the services of the next send.",
    )
    names_desk = serializers.BooleanField(required=False)
    aftercare = serializers.BooleanField(
        required=False,
        help_text="Whether they may be asked in a few weeks how they are. Without it, yes.",
    )


class AssessmentBody(Strict):
    client = ClientBody()
    household = serializers.ListField(child=RelativeBody(), required=False, max_length=_MANY)
    story = TextField(_WORDS)
    wants = TextField(_WORDS)
    barriers = serializers.ListField(
        child=serializers.ChoiceField(Barrier.values), required=False, max_length=_MANY
    )
    needs = serializers.ListField(child=NeedBody(), min_length=1, max_length=_MANY)
    answers = serializers.ListField(child=AnswerBody(), required=False, max_length=_MANY)
    consent = ConsentBody(required=False)

    def validate_answers(self, value: list[dict[str, str]]) -> list[dict[str, str]]:
        """Two answers to one question would lose one of them."""
        if len({answer["item"] for answer in value}) < len(value):
            raise serializers.ValidationError(_("Answer each item once."))
        return value
