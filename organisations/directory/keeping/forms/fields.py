"""Fields that only the directory's forms have."""

from datetime import time
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ccs.ui.fields import CharField, Component, RadiosField
from organisations.directory.keeping.times import read_time, typed_time

SMALL: Final = "govuk-checkboxes--small"
_YES_NO: Final = {"yes": True, "no": False}


class NumberField(Component, forms.IntegerField):
    """A whole number, typed."""

    component = "input"
    widget = forms.TextInput
    inputmode = "numeric"
    classes = "govuk-input--width-4"
    autocomplete = "off"
    default_error_messages = {
        "invalid": _("Enter a whole number"),
        "min_value": _("Enter %(limit_value)d or more"),
        "max_value": _("Enter %(limit_value)d or less"),
    }


class TimeField(CharField):
    """A time of day, as people write it."""

    classes = "govuk-input--width-5"
    autocomplete = "off"
    default_error_messages = {"invalid": _("Enter a time, like 9am or 17:30")}

    def clean(self, value: Any) -> Any:
        """The time; None where the box is empty."""
        text = super().clean(value)
        if not text:
            return None
        found = read_time(text)
        if found is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return found

    def prepare_value(self, value: Any) -> Any:
        return typed_time(value) if isinstance(value, time) else value


class YesNoField(RadiosField):
    """Yes, no, or nothing said, which is not the same as no."""

    def __init__(self, *, yes: Any, no: Any, **kwargs: Any) -> None:
        choices = [("yes", yes), ("no", no), ("unsaid", _("We do not say"))]
        super().__init__(choices=choices, initial="unsaid", **kwargs)

    def clean(self, value: Any) -> Any:
        return _YES_NO.get(super().clean(value))

    def prepare_value(self, value: Any) -> Any:
        if value is None:
            return "unsaid"
        return ("yes" if value else "no") if isinstance(value, bool) else value
