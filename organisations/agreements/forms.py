"""Signing, and writing the next version."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from ccs.tenancy.models import new_id
from ccs.ui import fields
from ccs.ui.forms import Form
from organisations.agreements.actions import Signed
from organisations.agreements.rules import Clause, fingerprint


class SignForm(Form):
    name = fields.CharField(
        label=_("Your full name"), missing=_("Enter your full name"), max_length=120
    )
    role = fields.CharField(
        label=_("Your role in the organisation"),
        help_text=_("For example chief executive, head teacher or trustee."),
        missing=_("Enter your role"),
        max_length=120,
    )
    may_sign = fields.TickField(
        label=_("I am allowed to sign this for the organisation"),
        missing=_("Only somebody who is allowed to sign for the organisation can sign"),
    )

    def signed(self) -> Signed:
        return Signed(**self.cleaned_data)


class ClauseForm(Form):
    """One clause. The id of a new one comes with the form, so that two clicks make one."""

    id = fields.HiddenField(max_length=40)
    seen = fields.HiddenField(required=False, max_length=64)
    title = fields.CharField(
        label=_("Title"), missing=_("Enter a title"), max_length=120, autocomplete="off"
    )
    text = fields.TextareaField(
        label=_("Text"), missing=_("Enter the text"), max_length=6000, rows=12, autocomplete="off"
    )
    meaning = fields.TextareaField(
        label=_("What this means"),
        help_text=_("In plain words, for somebody who is not a lawyer."),
        missing=_("Say in plain words what it means"),
        max_length=1000,
        rows=3,
        autocomplete="off",
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, clause: Clause | None = None
    ) -> None:
        there = clause.as_row | {"seen": fingerprint(clause)} if clause else {"id": new_id().hex}
        super().__init__(data, initial=there)

    def clause(self, clause_id: str = "") -> Clause:
        told = self.cleaned_data
        words = [told[name].strip().replace("\r\n", "\n") for name in ("title", "text", "meaning")]
        return Clause(clause_id or told["id"], *words)


class RenewalForm(Form):
    months = fields.CharField(
        label=_("After how many months is a signature renewed?"),
        missing=_("Enter a number of months"),
        inputmode="numeric",
        classes="govuk-input--width-2",
        max_length=2,
    )

    def months_typed(self) -> int:
        """Nought where it is no number: the action says what is right."""
        typed = self.cleaned_data["months"].strip()
        return int(typed) if typed.isdecimal() else 0


class PublishForm(Form):
    day = fields.DateField(
        label=_("From which day is the new version in force?"),
        missing=_("Enter a day"),
        tense="future",
        name=_("The day"),
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, earliest: date) -> None:
        super().__init__(data, initial={"day": earliest})
