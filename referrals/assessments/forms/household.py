"""Rows for the people a person lives with: as many as needed, without JavaScript."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ccs.ui import fields
from ccs.ui.forms import Form
from referrals.assessments.rules import Relative
from referrals.clients.relationships import RELATIONSHIPS

SPARE, MOST = 2, 20

_CHOICES = {"": gettext_lazy("Choose"), **RELATIONSHIPS}


@dataclass(frozen=True, slots=True)
class Row:
    """The fields of one person, to be shown together."""

    number: int
    known: bool
    fields: list[BoundField]


def row_count(data: Mapping[str, Any] | None, *, people: int) -> int:
    """As many rows as were shown; two more than there are people, or two more when asked."""
    if data is None:
        return min(people + SPARE, MOST)
    shown = str(data.get("rows", ""))
    count = int(shown) if shown.isdecimal() and len(shown) < 3 else SPARE  # noqa: PLR2004
    return min(count + (SPARE if "add" in data else 0), MOST)


def add_rows(form: Form, *, count: int, people: Sequence[Relative]) -> None:
    """Put the fields of `count` people into the form, filled with who is known."""
    for number in range(count):
        known = people[number] if number < len(people) else None
        for name, field in _fields(known).items():
            form.fields[f"person{number}_{name}"] = field
        form.initial = {**form.initial, **_initial(number, known)}


def rows_of(form: Form, *, count: int) -> list[Row]:
    return [_row(form, number) for number in range(count)]


def household_in(form: Form, *, count: int) -> list[tuple[int | None, Relative]]:
    """Each person with the place they had before; those ticked to be taken out are not there."""
    found = []
    for number in range(count):
        typed = _typed(form, number)
        if typed.pop("remove") or not typed["given_name"]:
            continue
        was = typed.pop("was") or ""
        place = int(was) if was.isdecimal() else None
        found.append((place, Relative(**typed)))
    return found


def check_rows(form: Form, *, count: int) -> None:
    """Somebody with an age or a relationship has a name too."""
    for number in range(count):
        typed = _typed(form, number)
        more = any(typed[name] for name in ("family_name", "relationship", "date_of_birth"))
        if more and not typed["given_name"] and not typed["remove"]:
            form.add_error(
                f"person{number}_given_name",
                _("Enter a first name for person %(number)s, or empty the boxes for them")
                % {"number": number + 1},
            )


def _typed(form: Form, number: int) -> dict[str, Any]:
    return {name: form.cleaned_data.get(f"person{number}_{name}") for name in _fields(None)}


def _fields(known: Relative | None) -> dict[str, fields.Component]:
    kept = known.relationship if known else ""
    choices = _CHOICES | ({} if kept in _CHOICES else {kept: kept})
    quiet: dict[str, Any] = {"required": False, "autocomplete": "off"}
    return {
        "was": fields.HiddenField(required=False, max_length=3),
        "given_name": fields.CharField(
            label=gettext_lazy("First name"), max_length=80, spellcheck=False, **quiet
        ),
        "family_name": fields.CharField(
            label=gettext_lazy("Last name, if it is different"),
            max_length=80,
            spellcheck=False,
            **quiet,
        ),
        "relationship": fields.SelectField(
            label=gettext_lazy("Who they are to the person"), choices=list(choices.items()), **quiet
        ),
        "date_of_birth": fields.DateField(
            label=gettext_lazy("Date of birth"), tense="past", required=False
        ),
        "remove": fields.TickField(label=gettext_lazy("Take this person out"), required=False),
    }


def _initial(number: int, known: Relative | None) -> dict[str, Any]:
    if known is None:
        return {}
    return {
        f"person{number}_was": str(number),
        f"person{number}_given_name": known.given_name,
        f"person{number}_family_name": known.family_name,
        f"person{number}_relationship": known.relationship,
        f"person{number}_date_of_birth": known.date_of_birth,
    }


def _row(form: Form, number: int) -> Row:
    bound = [form[f"person{number}_{name}"] for name in _fields(None)]
    known = bool(bound[0].value())
    return Row(number=number + 1, known=known, fields=bound if known else bound[:-1])
