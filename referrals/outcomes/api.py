"""What was gained, as the REST API takes and answers it: amounts in pounds, as text."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from rest_framework import serializers

from ccs.api.fields import Strict, TextField
from organisations.needs.rules import NEEDS
from referrals.outcomes.rules import MOST, MOST_AWARDS, Awarded, Gain, Gained


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
    scheme = TextField(80)
    what = TextField(120, help_text="The goods.")
    amount = PoundsField(help_text="In pounds. Only goods may be without one.")


class GainsBody(Strict):
    """Every part may be left out. `one_off` and `yearly` are awards of those kinds, in short."""

    needs_met = serializers.ListField(
        child=serializers.ChoiceField(list(NEEDS)), required=False, max_length=len(NEEDS)
    )
    one_off = PoundsField()
    yearly = PoundsField(help_text="How much more in a year.")
    awards = serializers.ListField(child=AwardBody(), required=False, max_length=MOST_AWARDS)
    words = TextField(2000)


class AwardAnswer(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(Gain.values)
    scheme = serializers.CharField(allow_blank=True)
    what = serializers.CharField(allow_blank=True)
    amount = serializers.DecimalField(max_digits=10, decimal_places=2, allow_null=True)


class GainsAnswer(serializers.Serializer[Any]):
    """What came of it, for who may open the letter; null while nobody said."""

    needs_met = serializers.ListField(child=serializers.CharField())
    awards = AwardAnswer(many=True)
    words = serializers.CharField(allow_blank=True)


def gained_of(body: Mapping[str, Any]) -> Gained:
    awards = [
        Awarded(
            kind=award["kind"],
            amount=award.get("amount"),
            scheme=award.get("scheme", "").strip(),
            what=award.get("what", "").strip(),
        )
        for award in body.get("awards", ())
    ]
    short = (Gain.ONE_OFF, Gain.YEARLY)
    awards += [Awarded(kind=kind, amount=body[kind]) for kind in short if body.get(kind)]
    needs = dict.fromkeys(body.get("needs_met", ()))
    return Gained(needs_met=tuple(needs), awards=tuple(awards), words=body.get("words", "").strip())


def gains_answer(gained: Gained | None) -> dict[str, Any] | None:
    if gained is None:
        return None
    return {
        "needs_met": list(gained.needs_met),
        "awards": [
            {
                "kind": one.kind,
                "scheme": one.scheme,
                "what": one.what,
                "amount": None if one.amount is None else f"{one.amount:.2f}",
            }
            for one in gained.awards
        ],
        "words": gained.words,
    }
