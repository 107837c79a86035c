"""What is happening: the story, what is needed, and how soon."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ccs.ui import fields
from ccs.ui.forms import Form
from organisations.needs.rules import CRISIS, NEEDS, UNDERLYING
from referrals.assessments.models import Barrier, Danger, Urgency
from referrals.assessments.rules import Told, ToldNeed, most_urgent

CLIENT, EVERYONE = "client", "everyone"


class WhatForm(Form):
    """Each need ticked opens how soon, and for whom where there is a household."""

    service = fields.HiddenField(required=False, max_length=40)
    story = fields.TextareaField(
        label=gettext_lazy("What is happening, in their words"),
        help_text=gettext_lazy("So that they do not have to say it again. A few words are enough."),
        missing=gettext_lazy("Say what is happening, in their words or yours"),
        max_length=5000,
        rows=6,
        autocomplete="off",
    )
    crisis = fields.CheckboxesField(
        label=gettext_lazy("What do they need now?"), choices=list(CRISIS.items()), required=False
    )
    underlying = fields.CheckboxesField(
        label=gettext_lazy("What is behind it?"), choices=list(UNDERLYING.items()), required=False
    )
    wants = fields.TextareaField(
        label=gettext_lazy("What would they like to happen?"),
        required=False,
        max_length=2000,
        rows=2,
        autocomplete="off",
    )
    barriers = fields.CheckboxesField(
        label=gettext_lazy("What could make it hard for them to get help?"),
        choices=Barrier.choices,
        required=False,
    )

    danger = fields.RadiosField(
        label=gettext_lazy("Is somebody in danger?"),
        help_text=gettext_lazy(
            "Their life, a child, or an adult who cannot keep themselves safe. If so, we first"
            " show you what to do."
        ),
        choices=Danger.choices,
        missing=gettext_lazy("Say whether somebody is in danger"),
        classes="govuk-radios--inline",
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        told: Told,
        danger: str = "",
        service: str = "",
    ) -> None:
        super().__init__(data, initial={"service": service, "danger": danger, **_initial(told)})
        household = [(str(place), one.given_name) for place, one in enumerate(told.household)]
        people = [(CLIENT, told.client.preferred_name or told.client.given_name), *household]
        self.everyone = [who for who, _name in people]
        people.append((EVERYONE, _("Everyone in the household")))
        for code, label in NEEDS.items():
            self.fields[f"soon_{code}"] = _soon(code, label)
            if household:
                self.fields[f"who_{code}"] = _who(label, people)
        groups: list[Any] = [self.fields["crisis"], self.fields["underlying"]]
        for group in groups:
            group.reveals = {
                code: tuple(name for name in (f"soon_{code}", f"who_{code}") if name in self.fields)
                for code, _label in group.choices
            }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        chosen = self.chosen()
        if not chosen and not {"crisis", "underlying"} & self.errors.keys():
            self.add_error("crisis", _("Choose at least one thing they need"))
        for code in chosen:
            if not cleaned.get(f"soon_{code}") and f"soon_{code}" not in self.errors:
                self.add_error(f"soon_{code}", _("Say how soon: %(need)s") % {"need": NEEDS[code]})
        return cleaned

    def chosen(self) -> list[str]:
        """The codes ticked; what a need that is not ticked opened does not count."""
        return [
            code for group in ("crisis", "underlying") for code in self.cleaned_data.get(group, [])
        ]

    def needs(self) -> list[ToldNeed]:
        return [
            ToldNeed(code, self.cleaned_data[f"soon_{code}"], None if who == CLIENT else int(who))
            for code in self.chosen()
            for who in self._whose(code)
        ]

    def _whose(self, code: str) -> list[str]:
        """Each person by themselves: a service that helps one of them reads whose need it is."""
        ticked = self.cleaned_data.get(f"who_{code}") or [CLIENT]
        return self.everyone if EVERYONE in ticked else ticked


def _soon(code: str, label: Promise) -> fields.RadiosField:
    return fields.RadiosField(
        label=_("%(need)s: how soon?") % {"need": label},
        choices=Urgency.choices,
        required=False,
        # What is behind a crisis is seldom for today. Of a crisis itself nothing is assumed.
        initial=None if code in CRISIS else Urgency.SOON,
        classes="govuk-radios--small govuk-radios--inline",
    )


def _who(label: Promise, people: list[tuple[str, str]]) -> fields.CheckboxesField:
    return fields.CheckboxesField(
        label=_("%(need)s: who for?") % {"need": label},
        choices=people,
        required=False,
        initial=[CLIENT],
        classes="govuk-checkboxes--small ccs-inline",
    )


def _initial(told: Told) -> dict[str, Any]:
    by_code: dict[str, list[ToldNeed]] = {}
    for need in told.needs:
        by_code.setdefault(need.code, []).append(need)
    soon = {f"soon_{c}": most_urgent(need.urgency for need in rows) for c, rows in by_code.items()}
    who = {
        f"who_{code}": [CLIENT if need.member is None else str(need.member) for need in rows]
        for code, rows in by_code.items()
    }
    return {
        "story": told.story,
        "wants": told.wants,
        "barriers": told.barriers,
        "crisis": [code for code in by_code if code in CRISIS],
        "underlying": [code for code in by_code if code in UNDERLYING],
        **soon,
        **who,
    }
