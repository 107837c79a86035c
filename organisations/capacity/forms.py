from typing import Any

from django.utils.translation import gettext_lazy as _

from ccs.ui import fields
from ccs.ui.forms import Form
from organisations.capacity.models import Capacity
from organisations.capacity.rules import Per, State
from organisations.capacity.saying import REASON_LENGTH


class PauseForm(Form):
    """Why a service takes nobody now. Referrers read it."""

    reason = fields.CharField(
        label=_("Why? Referrers will read this"),
        help_text=_("For example, full until Monday"),
        missing=_("Say why the service is paused"),
        max_length=REASON_LENGTH,
        autocomplete="off",
    )


class CapacityForm(Form):
    """All four states. What belongs to a state that was not chosen is not looked at."""

    state = fields.RadiosField(
        label=_("How many people can it take?"),
        choices=[
            (State.OPEN, _("As many as are referred")),
            (State.LIMITED, _("A number of places")),
            (State.WAITING_LIST, _("There is a waiting list")),
            (State.PAUSED, _("Nobody now")),
        ],
        reveals={
            State.LIMITED: ("places", "per"),
            State.WAITING_LIST: "expected_wait_days",
            State.PAUSED: ("reason", "reopens_on"),
        },
    )
    places = fields.CharField(
        label=_("How many places?"),
        help_text=_("It pauses itself when they are taken. Places taken already count."),
        required=False,
        max_length=5,
        inputmode="numeric",
        classes="govuk-input--width-4",
        autocomplete="off",
    )
    per = fields.SelectField(label=_("For how long?"), choices=Per.choices, required=False)
    expected_wait_days = fields.CharField(
        label=_("How many days do people wait, about?"),
        required=False,
        max_length=4,
        inputmode="numeric",
        classes="govuk-input--width-4",
        autocomplete="off",
    )
    reason = fields.CharField(
        label=_("Why? Referrers will read this"),
        help_text=_("For example, full until Monday"),
        required=False,
        max_length=REASON_LENGTH,
        autocomplete="off",
    )
    reopens_on = fields.DateField(
        label=_("When does it open again? (if you know)"),
        help_text=_("It then opens by itself. For example, 27 3 2027"),
        name=_("The date"),
        required=False,
    )

    def clean_places(self) -> int | None:
        return _number(self.cleaned_data["places"])

    def clean_expected_wait_days(self) -> int | None:
        return _number(self.cleaned_data["expected_wait_days"])

    def clean(self) -> dict[str, Any]:
        """A mistake in a box that its answer does not open is none."""
        said = super().clean() or self.cleaned_data
        state = said.get("state")
        for home, names in _OF_STATE.items():
            for name in names:
                if state != home:
                    self.errors.pop(name, None)
        if state == State.PAUSED and not said.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Say why the service is paused"))
        return said

    def said(self) -> dict[str, Any]:
        """What `set_capacity` takes."""
        state = self.cleaned_data["state"]
        mine = _OF_STATE.get(state, ())
        return {"state": state, **{name: self.cleaned_data[name] for name in mine}}


_OF_STATE: dict[str, tuple[str, ...]] = {
    State.LIMITED: ("places", "per"),
    State.WAITING_LIST: ("expected_wait_days",),
    State.PAUSED: ("reason", "reopens_on"),
}


def form_of(row: Capacity) -> CapacityForm:
    """Filled with what is so. Several stand on one page: each has ids of its own."""
    full = row.is_full
    return CapacityForm(
        auto_id=ids_of(row),
        initial={
            "state": State.LIMITED if full else row.state,
            "places": row.places,
            "per": row.per or Per.WEEK,
            "expected_wait_days": row.expected_wait_days,
            "reason": row.reason,
            "reopens_on": None if full else row.reopens_on,
        },
    )


def pause_form_of(row: Capacity) -> PauseForm:
    return PauseForm(auto_id=ids_of(row))


def ids_of(row: Capacity) -> str:
    return f"id_{row.service_id}_%s"


def _number(text: str) -> int | None:
    """None for what is no number: the action says so at the field."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() else None
