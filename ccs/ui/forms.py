"""Forms that show themselves as GOV.UK components and say in one place what went wrong."""

from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.forms.renderers import TemplatesSetting
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from ccs.logs.refused import note
from ccs.ui import components
from ccs.ui.components import Look, Params, revealed

# For the forms of other people's apps: which component shows which of Django's widgets.
BY_WIDGET: dict[type[forms.Widget], str] = {
    forms.HiddenInput: "hidden",
    forms.CheckboxSelectMultiple: "checkboxes",
    forms.CheckboxInput: "tick",
    forms.RadioSelect: "radios",
    forms.Select: "select",
    forms.Textarea: "textarea",
}
PARAMS = {
    "hidden": components.input_params,
    "input": components.input_params,
    "textarea": components.textarea_params,
    "select": components.select_params,
    "radios": components.choices_params,
    "checkboxes": components.choices_params,
    "tick": components.tick_params,
    "date": components.date_params,
    "files": components.files_params,
}

# A choice that is not on the page.
_MADE_BY_HAND = ("invalid_choice", "invalid_list")


class BoundField(forms.BoundField):
    """A field with its data, ready for its macro."""

    @property
    def component(self) -> str:
        """The field's own component; for a field of somebody else's, the one for its widget."""
        kinds = (name for kind, name in BY_WIDGET.items() if isinstance(self.field.widget, kind))
        return components.look(self).component or next(kinds, "input")

    @property
    def template_name(self) -> str:
        """What renders the field."""
        return f"components/fields/{self.component}.html"

    @cached_property
    def params(self) -> Params:
        """The dictionary that the macro takes."""
        return PARAMS[self.component](self)

    @property
    def error_link(self) -> str:
        """Where a click in the error summary goes: the control to mend."""
        boxes = components.wrong_boxes(self) if self.component == "date" else []
        return "-".join([f"#{self.auto_id}", *boxes[:1]])


class Renderer(TemplatesSetting):
    """Renders every form, ours and other people's, with our templates."""

    form_template_name = "components/fields/form.html"
    bound_field_class = BoundField


class Form(forms.Form):
    """A form whose fields come from `ccs.ui.fields`."""

    use_required_attribute = False

    def full_clean(self) -> None:
        """What no page of ours can send is written down: somebody made it by hand."""
        super().full_clean()
        for name in self.errors:
            if any(self.has_error(name, code) for code in _MADE_BY_HAND):
                note("form", form=type(self).__name__)
                return

    @property
    def error_summary(self) -> Params | None:
        """What the error summary macro takes, or None when there is nothing to say."""
        return error_summary(self)


def shown_fields(form: forms.BaseForm) -> list[forms.BoundField]:
    """The fields to show one after another: not the hidden, nor what a choice opens."""
    ours = (field for field in form.fields.values() if isinstance(field, Look))
    opened = {name for field in ours for key in field.reveals for name in revealed(field, key)}
    return [bound for bound in form.visible_fields() if bound.name not in opened]


def error_summary(form: forms.BaseForm) -> Params | None:
    """The errors of any form, each linked to the control that mends it."""
    if not form.errors:
        return None
    # In the order of the page, whichever check found them first.
    places = {name: place for place, name in enumerate(form.fields)}
    found = sorted(form.errors.items(), key=lambda error: places.get(error[0], -1))
    return {
        "titleText": _("There is a problem"),
        "errorList": [
            {"text": str(errors[0]), "href": _link(form, name)} for name, errors in found
        ],
    }


def _link(form: forms.BaseForm, name: str) -> str | None:
    """An error of the whole form leads to its first control."""
    visible: list[Any] = form.visible_fields()
    if name == NON_FIELD_ERRORS:
        return str(visible[0].error_link) if visible else None
    return next((str(bound.error_link) for bound in visible if bound.name == name), None)
