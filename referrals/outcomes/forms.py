"""What is asked when a referral ends, and later: only the outcome must be said."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.forms import BoundField
from django.forms import Field as DjangoField
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ccs.ui import fields
from ccs.ui.forms import Form
from organisations.needs.rules import NEEDS
from referrals.outcomes.award_fields import (
    PARTS,
    AskedAbout,
    award_errors,
    award_fields,
    award_said,
    award_typed,
)
from referrals.outcomes.rules import MOST_AWARDS, MOST_WORDS, Gained, Met, Soft
from referrals.referrals.rules import Outcome

_QUOTE: Final = {True: "yes", False: "no", None: "unasked"}
# An answer of its own: who chose another by mistake can take it back.
_UNSAID: Final = "unsaid"
_CHANGED: Final = ("soft", "words", "own_words")


class GainsForm(Form):
    """`rows` is how many awards there is room for; one more with each press of the button.

    `elsewhere` says of a need that another team's help has met it, and which team says so.
    """

    soft = fields.CheckboxesField(
        label=_("What is different for them now? (optional)"),
        help_text=_("Tick what they told you, or what you saw."),
        choices=Soft.choices,
        required=False,
        classes="govuk-checkboxes--small",
    )
    words = fields.TextareaField(
        label=_("In your words (optional)"), required=False, max_length=MOST_WORDS, rows=3
    )
    own_words = fields.TextareaField(
        label=_("In their own words (optional)"),
        help_text=_("As they said it, without names."),
        required=False,
        max_length=MOST_WORDS,
        rows=3,
    )
    may_quote = fields.RadiosField(
        label=_("May we quote these words, without saying who said them?"),
        choices=[("yes", _("Yes")), ("no", _("No")), ("unasked", _("We did not ask"))],
        required=False,
        classes="govuk-radios--small govuk-radios--inline",
    )

    def __init__(
        self,
        *args: Any,
        about: AskedAbout,
        elsewhere: Mapping[str, str] | None = None,
        rows: int = 1,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.needs = about.needs
        asked: dict[str, DjangoField] = {
            f"met-{code}": _need_field(code, elsewhere or {}) for code in about.needs
        }
        self.places = range(max(1, min(rows, MOST_AWARDS)))
        for place in self.places:
            asked.update(award_fields(place, about))
        # In the order of the page: the first error is the one that stands first.
        self.fields = {**self._first(), **asked, **self.fields}

    @property
    def need_fields(self) -> list[BoundField]:
        return [self[f"met-{code}"] for code in self.needs]

    @property
    def award_rows(self) -> list[list[BoundField]]:
        return [[self[f"{part}-{place}"] for part in PARTS] for place in self.places]

    @property
    def holds_awards(self) -> bool:
        """Whether the part about money has something to see, so that it is not folded away."""
        told = any(self._holds(f"{part}-0") for part in ("kind", "amount", "what", "on"))
        wrong = any(field.errors for row in self.award_rows for field in row)
        return told or wrong or len(self.places) > 1

    @property
    def holds_change(self) -> bool:
        return any(self._holds(name) for name in _CHANGED)

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        for place in self.places:
            for name, error in award_errors(said, place):
                self.add_error(name, error)
        said["gained"] = self._gained(said)
        return said

    def _first(self) -> dict[str, Any]:
        """What stands before the needs."""
        return {}

    def _holds(self, name: str) -> bool:
        value = self[name].value()
        told = any(value.values()) if isinstance(value, dict) else bool(value)
        return told or bool(self[name].errors)

    def _gained(self, said: Mapping[str, Any]) -> Gained:
        awards = [award_said(said, place) for place in self.places]
        needs = [(code, said.get(f"met-{code}", "")) for code in self.needs]
        quote = {"yes": True, "no": False}.get(said.get("may_quote", ""))
        return Gained(
            needs=tuple((code, met) for code, met in needs if met in Met.values),
            awards=tuple(award for award in awards if award),
            words=said.get("words", "").strip(),
            own_words=said.get("own_words", "").strip(),
            may_quote=quote,
            soft=tuple(said.get("soft", ())),
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

    def _first(self) -> dict[str, Any]:
        return {"outcome": self.fields["outcome"]}


def as_typed(gained: Gained) -> dict[str, Any]:
    """What was written down before, as the form has it."""
    typed: dict[str, Any] = {
        "words": gained.words,
        "own_words": gained.own_words,
        "may_quote": _QUOTE[gained.may_quote],
        "soft": list(gained.soft),
    }
    typed.update((f"met-{code}", met) for code, met in gained.needs)
    for place, award in enumerate(gained.awards):
        typed |= award_typed(award, place)
    return typed


def _need_field(code: str, elsewhere: Mapping[str, str]) -> fields.RadiosField:
    says = elsewhere.get(code)
    return fields.RadiosField(
        label=NEEDS[code],
        help_text=_now("Already met, says %(team)s.") % {"team": says} if says else "",
        choices=[*Met.choices, (_UNSAID, _("Not said"))],
        required=False,
        initial=_UNSAID,
        classes="govuk-radios--small govuk-radios--inline",
    )


def asked_needs(needs: Iterable[str], before: Gained) -> tuple[str, ...]:
    """Each need once, in the taxonomy's order: those asked for, and those spoken of before."""
    spoken = {*needs, *dict(before.needs), *(award.need for award in before.awards)}
    return tuple(code for code in NEEDS if code in spoken)
