"""What was gained, as the REST API takes and answers it: amounts in pounds, as text."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from ccs.api.fields import Strict, TextField
from organisations.needs.rules import NEEDS
from referrals.outcomes.rules import (
    MOST,
    MOST_AWARDS,
    MOST_WORDS,
    Awarded,
    Evidence,
    Gain,
    Gained,
    Met,
    Soft,
    all_met,
)
from referrals.outcomes.schemes import Scheme


class PoundsField(serializers.DecimalField):
    def __init__(self, **options: Any) -> None:
        super().__init__(
            max_digits=10,
            decimal_places=2,
            min_value=Decimal("0.01"),
            max_value=MOST,
            required=False,
            allow_null=True,
            **options,
        )


class AwardBody(Strict):
    kind = serializers.ChoiceField(Gain.values)
    scheme = TextField(80, help_text="The scheme's, fund's or creditor's own name.")
    scheme_code = serializers.ChoiceField(
        Scheme.values, required=False, allow_blank=True, help_text="What kind of scheme it is."
    )
    what = TextField(120, help_text="The goods.")
    amount = PoundsField(help_text="In pounds. Only goods may be without one.")
    need = serializers.ChoiceField(list(NEEDS), required=False, allow_blank=True)
    evidence = serializers.ChoiceField(
        Evidence.values, required=False, allow_blank=True, help_text="How it is known."
    )
    awarded_on = serializers.DateField(required=False, allow_null=True)


class NeedBody(Strict):
    code = serializers.ChoiceField(list(NEEDS))
    met = serializers.ChoiceField(Met.values)


class GainsBody(Strict):
    """Every part may be left out. `one_off` and `yearly` are awards of those kinds, in short."""

    needs_met = serializers.ListField(
        child=serializers.ChoiceField(list(NEEDS)),
        required=False,
        max_length=len(NEEDS),
        help_text="In short for `needs` that are `met`.",
    )
    needs = serializers.ListField(
        child=NeedBody(), required=False, max_length=len(NEEDS), help_text="Each need once."
    )
    one_off = PoundsField()
    yearly = PoundsField(help_text="How much more in a year.")
    awards = serializers.ListField(child=AwardBody(), required=False, max_length=MOST_AWARDS)
    soft = serializers.ListField(
        child=serializers.ChoiceField(Soft.values),
        required=False,
        max_length=len(Soft),
        help_text="What is different for them and cannot be counted in pounds.",
    )
    words = TextField(MOST_WORDS, help_text="The worker's.")
    own_words = TextField(MOST_WORDS, help_text="The person's own.")
    may_quote = serializers.BooleanField(
        required=False, allow_null=True, help_text="Of `own_words`; null where nobody asked."
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        said = {*attrs.get("needs_met", ())}
        for need in attrs.get("needs", ()):
            if need["code"] in said:
                raise serializers.ValidationError({"needs": _("Say of each need once how it is.")})
            said.add(need["code"])
        return attrs


class AwardAnswer(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(Gain.values)
    scheme = serializers.CharField(allow_blank=True)
    what = serializers.CharField(allow_blank=True)
    amount = serializers.DecimalField(max_digits=10, decimal_places=2, allow_null=True)
    scheme_code = serializers.ChoiceField(Scheme.values, allow_blank=True)
    need = serializers.ChoiceField(list(NEEDS), allow_blank=True)
    evidence = serializers.ChoiceField(Evidence.values, allow_blank=True)
    awarded_on = serializers.DateField(allow_null=True)


class NeedAnswer(serializers.Serializer[Any]):
    code = serializers.ChoiceField(list(NEEDS))
    met = serializers.ChoiceField(Met.values)


class GainsAnswer(serializers.Serializer[Any]):
    """What came of it, for who may open the letter; null while nobody said."""

    needs_met = serializers.ListField(child=serializers.CharField())
    needs = NeedAnswer(many=True)
    awards = AwardAnswer(many=True)
    soft = serializers.ListField(child=serializers.ChoiceField(Soft.values))
    words = serializers.CharField(allow_blank=True)
    own_words = serializers.CharField(allow_blank=True)
    may_quote = serializers.BooleanField(allow_null=True)


def gained_of(body: Mapping[str, Any]) -> Gained:
    awards = [
        Awarded(
            kind=award["kind"],
            amount=award.get("amount"),
            scheme=award.get("scheme", "").strip(),
            what=award.get("what", "").strip(),
            scheme_code=award.get("scheme_code", ""),
            need=award.get("need", ""),
            evidence=award.get("evidence", ""),
            on=award.get("awarded_on"),
        )
        for award in body.get("awards", ())
    ]
    short = (Gain.ONE_OFF, Gain.YEARLY)
    awards += [Awarded(kind=kind, amount=body[kind]) for kind in short if body.get(kind)]
    told = [(need["code"], need["met"]) for need in body.get("needs", ())]
    return Gained(
        needs=(*all_met(*dict.fromkeys(body.get("needs_met", ()))), *told),
        awards=tuple(awards),
        words=body.get("words", ""),
        own_words=body.get("own_words", ""),
        may_quote=body.get("may_quote"),
        soft=tuple(body.get("soft", ())),
    )


def gains_answer(gained: Gained | None) -> dict[str, Any] | None:
    if gained is None:
        return None
    return {
        "needs_met": list(gained.needs_met),
        "needs": [{"code": code, "met": met} for code, met in gained.needs],
        "awards": [
            {
                "kind": one.kind,
                "scheme": one.scheme,
                "what": one.what,
                "amount": None if one.amount is None else f"{one.amount:.2f}",
                "scheme_code": one.scheme_code,
                "need": one.need,
                "evidence": one.evidence,
                "awarded_on": one.on,
            }
            for one in gained.awards
        ],
        "soft": list(gained.soft),
        "words": gained.words,
        "own_words": gained.own_words,
        "may_quote": gained.may_quote,
    }
