"""What a bound field hands to its GOV.UK macro: one dictionary of finished values."""

from typing import Any

from django.forms import BoundField
from django.forms.utils import ErrorList
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

Params = dict[str, Any]

DATE_BOXES = {"day": 2, "month": 2, "year": 4}


class Look:
    """How a field looks. The class itself is the look of a field of somebody else's."""

    component = ""
    heading = False
    size = "s"
    classes = ""
    autocomplete = ""
    spellcheck: bool | None = None
    inputmode = ""
    rows = 5
    counted = False
    prefix = ""
    suffix = ""
    hints: dict[str, str] = {}
    reveals: dict[str, str | tuple[str, ...]] = {}
    exclusive = ""


def look(bound: BoundField) -> Look | type[Look]:
    """The field's own look, or the plain one."""
    return bound.field if isinstance(bound.field, Look) else Look


def first_error(errors: ErrorList) -> str:
    """One error at a time: the first to mend."""
    return str(errors[0]) if errors else ""


def shared(bound: BoundField) -> Params:
    """What every component has: its name, and a hint and an error where there are any."""
    params: Params = {"name": bound.html_name}
    if bound.help_text:
        params["hint"] = {"text": bound.help_text}
    if error := first_error(bound.errors):
        params["errorMessage"] = {"text": error, "visuallyHiddenText": _("Error")}
    return params


def caption(bound: BoundField, block: str) -> Params:
    """The words above a field, which may be the heading of the page."""
    is_heading = look(bound).heading
    size = "l" if is_heading else look(bound).size
    return {
        "text": bound.label,
        "isPageHeading": is_heading,
        "classes": f"{block}--{size}" if size else "",
    }


def labelled(bound: BoundField) -> Params:
    """A component that is one control."""
    return shared(bound) | {
        "id": bound.auto_id,
        "label": caption(bound, "govuk-label"),
        "classes": look(bound).classes,
    }


def grouped(bound: BoundField) -> Params:
    """A component that is several controls under one legend."""
    return shared(bound) | {
        "idPrefix": bound.auto_id,
        "classes": look(bound).classes,
        "fieldset": {"legend": caption(bound, "govuk-fieldset__legend")},
    }


def text_value(bound: BoundField) -> str:
    """What was typed, or the first value, as text."""
    value = bound.field.widget.format_value(bound.value())
    return "" if value is None else str(value)


def input_params(bound: BoundField) -> Params:
    """One line of text."""
    chosen, attrs = look(bound), bound.field.widget.attrs
    return labelled(bound) | {
        "type": getattr(bound.field.widget, "input_type", "text"),
        "value": text_value(bound),
        "autocomplete": chosen.autocomplete or attrs.get("autocomplete"),
        "inputmode": chosen.inputmode or attrs.get("inputmode"),
        "spellcheck": chosen.spellcheck,
        "prefix": {"text": chosen.prefix},
        "suffix": {"text": chosen.suffix},
    }


def unindentable(value: str) -> SafeString:
    """Escaped text whose line breaks survive the macros, which indent what they are given."""
    lines = escape(value.replace("\r\n", "\n"))
    return mark_safe(lines.replace("\n", "&#10;"))  # noqa: S308 - escaped on the line above


def textarea_params(bound: BoundField) -> Params:
    """Several lines of text, with a count of what is left where there is a limit to watch."""
    chosen = look(bound)
    limit = getattr(bound.field, "max_length", None) if chosen.counted else None
    return labelled(bound) | {
        "value": unindentable(text_value(bound)),
        "rows": chosen.rows,
        "spellcheck": chosen.spellcheck,
        "autocomplete": chosen.autocomplete,
        **({"maxlength": limit, "threshold": 75, **counting()} if limit else {}),
    }


def counting() -> Params:
    """The character count's sentences; the macro puts the number in place of %{count}."""
    return {
        "textareaDescriptionText": _("You can enter up to %%{count} characters") % {},
        "charactersUnderLimitText": {
            "one": _("You have %%{count} character remaining") % {},
            "other": _("You have %%{count} characters remaining") % {},
        },
        "charactersAtLimitText": _("You have 0 characters remaining"),
        "charactersOverLimitText": {
            "one": _("You have %%{count} character too many") % {},
            "other": _("You have %%{count} characters too many") % {},
        },
    }


def chosen_values(bound: BoundField) -> set[str]:
    """The values ticked or chosen, as text."""
    value = bound.value()
    if value is None:
        return set()
    return {str(one) for one in value} if isinstance(value, list | tuple | set) else {str(value)}


def revealed(chosen: Look | type[Look], key: str) -> tuple[str, ...]:
    """The names of the fields that a choice opens."""
    names = chosen.reveals.get(key, ())
    return (names,) if isinstance(names, str) else names


def options(bound: BoundField) -> list[Params]:
    """The choices of a list, each with its hint, what it opens, and whether it is chosen."""
    chosen, picked = look(bound), chosen_values(bound)
    choices: Any = getattr(bound.field, "choices", ())
    found = []
    for value, label in choices:
        key = str(value)
        option = {"value": key, "text": label, "checked": key in picked, "selected": key in picked}
        if hint := chosen.hints.get(key):
            option["hint"] = {"text": hint}
        if opened := revealed(chosen, key):
            groups = [bound.form[name].as_field_group() for name in opened]
            option["conditional"] = {"html": format_html("{}" * len(groups), *groups)}
        if key and key == chosen.exclusive:
            found.append({"divider": _("or")})
            option["behaviour"] = "exclusive"
        found.append(option)
    return found


def select_params(bound: BoundField) -> Params:
    """One choice from a drop-down list."""
    return labelled(bound) | {"items": options(bound)}


def choices_params(bound: BoundField) -> Params:
    """Radios or checkboxes. An empty choice is for drop-downs: nothing ticked says the same."""
    return grouped(bound) | {"items": [o for o in options(bound) if o.get("value") != ""]}


def tick_params(bound: BoundField) -> Params:
    """A single checkbox, whose label is its caption."""
    item = {"value": "on", "text": bound.label, "checked": bool(bound.value())}
    return shared(bound) | {"idPrefix": bound.auto_id, "items": [item]}


def files_params(bound: BoundField) -> Params:
    """Files to send: the browser's own control, which works everywhere."""
    accept = getattr(bound.field, "accept", "")
    return labelled(bound) | {"multiple": True, "attributes": {"accept": accept} if accept else {}}


def date_params(bound: BoundField) -> Params:
    """Three boxes. Only the boxes with the mistake are marked."""
    typed, wrong = bound.field.widget.parts(bound.value()), wrong_boxes(bound)
    captions = {"day": _("Day"), "month": _("Month"), "year": _("Year")}
    autocomplete = look(bound).autocomplete
    items = [
        {
            "name": box,
            "label": captions[box],
            "value": typed[box],
            "autocomplete": f"{autocomplete}-{box}" if autocomplete else None,
            "classes": f"govuk-input--width-{width}"
            + (" govuk-input--error" if box in wrong else ""),
        }
        for box, width in DATE_BOXES.items()
    ]
    return grouped(bound) | {"id": bound.auto_id, "namePrefix": bound.html_name, "items": items}


def wrong_boxes(bound: BoundField) -> list[str]:
    """Which boxes of a date an error is about: all, when it does not say."""
    if not bound.errors:
        return []
    params = bound.errors.as_data()[0].params or {}
    return list(params.get("parts", DATE_BOXES))
