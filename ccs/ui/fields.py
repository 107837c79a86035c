"""Form fields that know their GOV.UK component. Use them as Django's: only the look is added."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ccs.ui import phones
from ccs.ui.components import DATE_BOXES, Look
from ccs.ui.dates import NotADate, read

LOOKS = frozenset(name for name in vars(Look) if not name.startswith("_"))


class Component(Look, forms.Field):
    """Takes the words of `Look`, and `missing`: what to say when a needed answer is not there."""

    nothing: Any = _("Enter an answer")
    default_error_messages = {
        "max_length": _("Use %(limit_value)d characters or fewer"),
        "invalid_choice": _("Choose an answer from the list"),
    }

    def __init__(self, *args: Any, missing: Any = None, **kwargs: Any) -> None:
        for name in LOOKS & kwargs.keys():
            setattr(self, name, kwargs.pop(name))
        messages = {
            "required": missing or self.nothing,
            **(kwargs.pop("error_messages", None) or {}),
        }
        super().__init__(*args, error_messages=messages, **kwargs)


class CharField(Component, forms.CharField):
    """One line of text."""

    component = "input"


class TextareaField(Component, forms.CharField):
    """Several lines of text. `counted=True` shows how much of `max_length` is left."""

    component = "textarea"
    widget = forms.Textarea


class EmailField(Component, forms.EmailField):
    """An email address."""

    component = "input"
    nothing = _("Enter an email address")
    default_error_messages = {
        "invalid": _("Enter an email address in the correct format, like name@example.com")
    }
    autocomplete = "email"
    spellcheck = False


class PhoneField(Component, forms.CharField):
    """A telephone number, kept as `+44...` and shown as people write it."""

    component = "input"
    widget = forms.TelInput
    nothing = _("Enter a phone number")
    classes = "govuk-input--width-20"
    autocomplete = "tel"
    default_error_messages = {
        "invalid": _("Enter a phone number, like 01632 960 001 or 07700 900 982")
    }

    def clean(self, value: Any) -> str:
        """The number as it is kept."""
        text = super().clean(value)
        try:
            return phones.kept(text) if text else ""
        except phones.NotAPhoneNumber:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None

    def prepare_value(self, value: Any) -> Any:
        """A stored number is shown with spaces; what was just typed stays as it was typed."""
        return phones.shown(value) if isinstance(value, str) and value.startswith("+") else value


class SelectField(Component, forms.ChoiceField):
    """One of a list, as a drop-down: only where radios would be too many."""

    component = "select"
    nothing = _("Choose an answer")


class RadiosField(Component, forms.ChoiceField):
    """One of a few. `hints` and `reveals` (a field's name, or several) are keyed by the value."""

    component = "radios"
    widget = forms.RadioSelect
    nothing = _("Choose an answer")


class CheckboxesField(Component, forms.MultipleChoiceField):
    """Any of several. `exclusive` is the value that excludes the others."""

    component = "checkboxes"
    widget = forms.CheckboxSelectMultiple
    nothing = _("Choose at least one answer")


class TickField(Component, forms.BooleanField):
    """One box to tick."""

    component = "tick"
    nothing = _("Tick the box to go on")


class FilesInput(forms.FileInput):
    """Chooses several files at once."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Any]:
        """Those that were sent; without any, browsers send one that has no name."""
        return [one for one in files.getlist(name) if one.name] if files else []


class FilesField(Component, forms.Field):
    """Files from the person's own machine. `accept` only helps to choose: look at what comes."""

    component = "files"
    widget = FilesInput
    nothing = _("Choose a file")

    def __init__(self, *args: Any, accept: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.accept = accept


class HiddenField(Component, forms.CharField):
    """Carried along, not seen."""

    component = "hidden"
    widget = forms.HiddenInput


class HiddenIdField(HiddenField):
    """An id made together with a form, so that sending it twice does one thing."""

    def clean(self, value: Any) -> UUID | None:
        """The id; none where it was lost or mangled: then the form counts as a new one."""
        try:
            return UUID(super().clean(value))
        except ValueError:
            return None


class DateBoxes(forms.Widget):
    """Reads three boxes, and keeps what was typed in each."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> dict[str, str]:
        """What was typed, box by box."""
        return {box: data.get(f"{name}-{box}", "").strip() for box in DATE_BOXES}

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Whether the form had no such boxes at all."""
        return all(f"{name}-{box}" not in data for box in DATE_BOXES)

    def parts(self, value: Any) -> dict[str, str]:
        """What each box shows."""
        if isinstance(value, date):
            return {"day": str(value.day), "month": str(value.month), "year": str(value.year)}
        return value or dict.fromkeys(DATE_BOXES, "")


class DateField(Component, forms.Field):
    """A date in three boxes. `tense` is "past" or "future" (today is neither refused)."""

    component = "date"
    widget = DateBoxes
    nothing = _("Enter a date")
    default_error_messages = {
        "day": _("%(name)s must include a day"),
        "month": _("%(name)s must include a month"),
        "year": _("%(name)s must include a year"),
        "day month": _("%(name)s must include a day and month"),
        "day year": _("%(name)s must include a day and year"),
        "month year": _("%(name)s must include a month and year"),
        "four": _("Year must include 4 numbers"),
        "unreal": _("%(name)s must be a real date"),
        "past": _("%(name)s must be today or in the past"),
        "future": _("%(name)s must be today or in the future"),
    }

    def __init__(self, *, tense: str = "", name: Any = None, **kwargs: Any) -> None:
        self.tense, self.name = tense, name
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        """The date, None when every box is empty, or what is wrong with it."""
        if isinstance(value, date) or not value or not any(value.values()):
            return value if isinstance(value, date) else None
        try:
            return read(value)
        except NotADate as wrong:
            code = {"missing": " ".join(wrong.parts), "year": "four"}.get(wrong.fault, wrong.fault)
            raise self.fault(code, *wrong.parts) from None

    def validate(self, value: date | None) -> None:
        """Asks for a date, and for one on the right side of today."""
        super().validate(value)
        today = timezone.localdate()
        if value and (
            (self.tense == "past" and value > today) or (self.tense == "future" and value < today)
        ):
            raise self.fault(self.tense)

    def fault(self, code: str, *parts: str) -> ValidationError:
        """The error, naming this date and the boxes it is about."""
        params = {
            "name": self.name or self.label or _("The date"),
            "parts": parts or (*DATE_BOXES,),
        }
        return ValidationError(self.error_messages[code], code=code, params=params)
