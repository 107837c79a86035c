"""The fields of one award in a form, and what they say together."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ccs.ui import fields
from organisations.needs.rules import need_labels
from referrals.outcomes.rules import MOST, WITHOUT_AMOUNT, Awarded, Evidence, Gain
from referrals.outcomes.schemes import schemes_in

_PENCE: Final = -2
# In the order in which they are asked.
PARTS: Final = ("kind", "amount", "code", "scheme", "what", "evidence", "need", "on")
_THOUSANDS: Final = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
# A scheme or a need alone is no award: they may have been filled in beforehand.
_TELLING: Final = ("amount", "what", "evidence", "on")


@dataclass(frozen=True, slots=True)
class AskedAbout:
    """What a form about awards goes by: the needs, the country, and the team's own scheme."""

    needs: tuple[str, ...]
    country: str
    scheme_code: str = ""
    scheme: str = ""


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
        typed = str(super().clean(value) or "").replace("£", "").replace(" ", "")
        if not typed:
            return None
        try:
            # A comma parts thousands: `28,50` would be a hundred times as much.
            amount = Decimal(_THOUSANDS.sub("", typed))
        except InvalidOperation as wrong:
            raise ValidationError(_("Enter an amount in pounds, like 120 or 12.50")) from wrong
        if not amount.is_finite() or not 0 < amount <= MOST:
            raise ValidationError(_("Enter an amount between 1p and £1,000,000"))
        if int(amount.as_tuple().exponent) < _PENCE:
            raise ValidationError(_("Enter pounds and pence, with two figures after the point"))
        return amount


def award_fields(place: int, about: AskedAbout) -> Iterator[tuple[str, forms.Field]]:
    """Named `kind-0` and so on. The team's own scheme, and a single need, are chosen already."""
    needs = list(zip(about.needs, need_labels(list(about.needs)), strict=True))
    only = about.needs[0] if len(about.needs) == 1 else ""
    made: dict[str, forms.Field] = {
        "kind": _choice(_("What they got"), _("Nothing"), Gain.choices),
        "amount": PoundsField(
            label=_("How much was it?"), help_text=_("For more income: how much more in a year.")
        ),
        "code": _choice(
            _("What kind of scheme? (optional)"),
            _("Not said"),
            [(one.value, one.label) for one in schemes_in(about.country)],
            initial=about.scheme_code,
        ),
        "scheme": fields.CharField(
            label=_("What is the scheme, fund or creditor called? (optional)"),
            required=False,
            max_length=80,
            initial=about.scheme,
        ),
        "what": fields.CharField(
            label=_("Which goods? (optional)"), required=False, max_length=120
        ),
        "evidence": _choice(_("How do you know? (optional)"), _("Not said"), Evidence.choices),
        "need": _choice(_("Which need was it for? (optional)"), _("Not said"), needs, initial=only),
        "on": fields.DateField(
            label=_("The day of the award (optional)"),
            name=_("The day of the award"),
            required=False,
            tense="past",
        ),
    }
    return ((f"{name}-{place}", field) for name, field in made.items())


def award_errors(said: Mapping[str, Any], place: int) -> Iterator[tuple[str, Any]]:
    """What is missing of a row that was begun, by field. A wrong amount has its own error."""
    kind, amount = said.get(f"kind-{place}"), said.get(f"amount-{place}")
    if kind and kind not in WITHOUT_AMOUNT and amount is None and f"amount-{place}" in said:
        yield f"amount-{place}", _("Enter how much it was")
    if not kind and any(said.get(f"{name}-{place}") for name in _TELLING):
        yield f"kind-{place}", _("Choose what they got")


def award_said(said: Mapping[str, Any], place: int) -> Awarded | None:
    if not said.get(f"kind-{place}"):
        return None
    return Awarded(
        kind=said[f"kind-{place}"],
        amount=said.get(f"amount-{place}"),
        scheme=said.get(f"scheme-{place}", "").strip(),
        what=said.get(f"what-{place}", "").strip(),
        scheme_code=said.get(f"code-{place}", ""),
        need=said.get(f"need-{place}", ""),
        evidence=said.get(f"evidence-{place}", ""),
        on=said.get(f"on-{place}"),
    )


def award_typed(award: Awarded, place: int) -> dict[str, Any]:
    """What was written down before, as the row has it."""
    typed = {
        "kind": award.kind,
        "amount": award.amount if award.amount is not None else "",
        "code": award.scheme_code,
        "scheme": award.scheme,
        "what": award.what,
        "evidence": award.evidence,
        "need": award.need,
        "on": award.on,
    }
    return {f"{name}-{place}": value for name, value in typed.items()}


def _choice(
    label: Any, nothing: Any, choices: Sequence[Any], initial: str = ""
) -> fields.SelectField:
    return fields.SelectField(
        label=label, required=False, choices=[("", nothing), *choices], initial=initial
    )
