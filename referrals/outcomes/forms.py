"""What is asked when a referral ends, and later: only the outcome must be said."""

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ccs.ui import fields
from ccs.ui.forms import Form
from organisations.needs.rules import need_labels
from referrals.outcomes.rules import MOST, MOST_AWARDS, Awarded, Gain, Gained
from referrals.referrals.rules import Outcome

_IN_ROWS: Final = (Gain.AWARD, Gain.GOODS, Gain.DEBT_WRITTEN_OFF)
_SINGLE: Final = (Gain.ONE_OFF, Gain.YEARLY)
_PENCE: Final = -2


class PoundsField(fields.CharField):
    """An amount as people write it: `120`, `£1,250.50`; None where nothing was typed."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("required", False)
        super().__init__(
            prefix="£",
            inputmode="decimal",
            classes="govuk-input--width-5",
            spellcheck=False,
            autocomplete="off",
            **options,
        )

    def clean(self, value: Any) -> Decimal | None:
        typed = str(super().clean(value) or "").replace("£", "").replace(",", "").replace(" ", "")
        if not typed:
            return None
        try:
            amount = Decimal(typed)
        except InvalidOperation as wrong:
            raise ValidationError(_("Enter an amount in pounds, like 120 or 12.50")) from wrong
        if not amount.is_finite() or not 0 < amount <= MOST:
            raise ValidationError(_("Enter an amount between 1p and £1,000,000"))
        if int(amount.as_tuple().exponent) < _PENCE:
            raise ValidationError(_("Enter pounds and pence, with two figures after the point"))
        return amount


class GainsForm(Form):
    """`rows` is how many awards there is room for; one more with each press of the button."""

    needs_met = fields.CheckboxesField(
        label=_("Which needs were met? (optional)"),
        required=False,
        classes="govuk-checkboxes--small",
    )
    one_off = PoundsField(label=_("Other money they got, once (optional)"))
    yearly = PoundsField(
        label=_("More income (optional)"),
        help_text=_("How much more in a year."),
        suffix=_("a year"),
    )
    words = fields.TextareaField(
        label=_("What is different for them now? (optional)"),
        help_text=_("In your words. For example: sleeps better, feels less alone."),
        required=False,
        max_length=2000,
        rows=3,
    )

    def __init__(self, *args: Any, needs: Sequence[str], rows: int = 1, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = need_labels(list(needs))
        self.fields["needs_met"].choices = list(zip(needs, labels, strict=True))  # type: ignore[attr-defined]  # a ChoiceField
        self.places = range(max(1, min(rows, MOST_AWARDS)))
        for place in self.places:
            self._add_row(place)

    def _add_row(self, place: int) -> None:
        self.fields[f"kind-{place}"] = fields.SelectField(
            label=_("What they got"),
            required=False,
            choices=[("", _("Nothing")), *((kind.value, kind.label) for kind in _IN_ROWS)],
        )
        self.fields[f"scheme-{place}"] = fields.CharField(
            label=_("Which scheme, fund or creditor? (optional)"), required=False, max_length=80
        )
        self.fields[f"what-{place}"] = fields.CharField(
            label=_("Which goods? (optional)"), required=False, max_length=120
        )
        self.fields[f"amount-{place}"] = PoundsField(label=_("How much was it?"))

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        for place in self.places:
            self._check_row(said, place)
        said["gained"] = self._gained(said)
        return said

    def _check_row(self, said: Mapping[str, Any], place: int) -> None:
        kind, amount = said.get(f"kind-{place}"), said.get(f"amount-{place}")
        wrong = f"amount-{place}" in self.errors
        if kind and kind != Gain.GOODS and amount is None and not wrong:
            self.add_error(f"amount-{place}", _("Enter how much it was"))
        rest = (amount, said.get(f"scheme-{place}"), said.get(f"what-{place}"))
        if not kind and any(rest):
            self.add_error(f"kind-{place}", _("Choose what they got"))

    def _gained(self, said: Mapping[str, Any]) -> Gained:
        awards = [
            Awarded(
                kind=said[f"kind-{place}"],
                amount=said.get(f"amount-{place}"),
                scheme=said.get(f"scheme-{place}", "").strip(),
                what=said.get(f"what-{place}", "").strip(),
            )
            for place in self.places
            if said.get(f"kind-{place}")
        ]
        awards += [Awarded(kind=one, amount=said[one]) for one in _SINGLE if said.get(one)]
        return Gained(
            needs_met=tuple(said.get("needs_met", ())),
            awards=tuple(awards),
            words=said.get("words", "").strip(),
        )


class CloseForm(GainsForm):
    outcome = fields.RadiosField(
        label=_("What came of it?"),
        choices=Outcome.choices,
        hints={
            "could_not_reach": _("You can open it again for 28 days, if they get in touch."),
            "referred_on": _("To somebody outside this network."),
        },
        missing=_("Choose what came of it"),
    )
    note = fields.TextareaField(
        label=_("What should the other team know? (optional)"),
        required=False,
        max_length=2000,
        rows=3,
    )


def as_typed(gained: Gained) -> dict[str, Any]:
    """What was written down before, as the form has it."""
    typed: dict[str, Any] = {"needs_met": list(gained.needs_met), "words": gained.words}
    for one in gained.awards:
        if one.kind in _SINGLE:
            typed[one.kind] = typed.get(one.kind, 0) + (one.amount or 0)
    for place, one in enumerate(rows_of(gained)):
        typed |= {
            f"kind-{place}": one.kind,
            f"scheme-{place}": one.scheme,
            f"what-{place}": one.what,
            f"amount-{place}": one.amount if one.amount is not None else "",
        }
    return typed


def rows_of(gained: Gained) -> list[Awarded]:
    """The awards that have a row each."""
    return [one for one in gained.awards if one.kind in _IN_ROWS]
