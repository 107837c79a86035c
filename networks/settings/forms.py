"""What each group of settings asks."""

from datetime import time
from typing import Any, Final

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from ccs.ui import fields
from ccs.ui.context import PAGES_IN
from ccs.ui.forms import Form
from ccs.ui.languages import OWN_NAMES
from networks.settings.rules import STANDARDS, Group

_HALF_HOURS: Final = [
    (f"{hour:02}:{minute:02}", f"{hour:02}:{minute:02}")
    for hour in range(7, 22)
    for minute in (0, 30)
]


class SettingsForm(Form):
    """One group. `of_network` is what is typed in already, `values` what an action takes."""

    def values(self, now: dict[str, Any]) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in now}

    @classmethod
    def typed(cls, now: dict[str, Any]) -> dict[str, Any]:
        return dict(now)


class NameForm(SettingsForm):
    name = fields.CharField(
        label=_("Name of the network"), missing=_("Enter a name"), max_length=120
    )
    short_name = fields.CharField(
        label=_("Short name"),
        help_text=_("In titles, emails and texts. For example: NCAN"),
        missing=_("Enter a short name"),
        max_length=30,
        classes="govuk-input--width-10",
    )
    colour = fields.CharField(
        label=_("Colour"),
        help_text=_("A # and six letters or numbers, like #1d70b8. We choose black or white text."),
        missing=_("Enter a colour"),
        max_length=7,
        classes="govuk-input--width-10",
        spellcheck=False,
        validators=[
            RegexValidator("^#[0-9a-fA-F]{6}$", _("Enter a colour like #1d70b8"), "colour")
        ],
    )


class LanguagesForm(SettingsForm):
    languages = fields.CheckboxesField(
        label=_("Pages for members and the public"),
        choices=list(PAGES_IN.items()),
        missing=_("Choose at least one language"),
    )
    client_languages = fields.CheckboxesField(
        label=_("Also, for people who are helped"),
        help_text=_("Their card, their own page and the words said before sharing."),
        choices=[(code, name) for code, name in OWN_NAMES.items() if code not in PAGES_IN],
        required=False,
    )


class HelplineForm(SettingsForm):
    helpline_phone = fields.PhoneField(label=_("Phone"), required=False)
    helpline_email = fields.EmailField(label=_("Email"), required=False, autocomplete="off")
    helpline_hours = fields.CharField(
        label=_("When somebody answers, in words"),
        help_text=_("For example: Monday to Friday, 9am to 5pm"),
        required=False,
        max_length=120,
    )
    desk_opens = fields.SelectField(
        label=_("The desk opens"),
        help_text=_("Times to answer run only between these hours, on working days."),
        choices=_HALF_HOURS,
    )
    desk_closes = fields.SelectField(label=_("The desk closes"), choices=_HALF_HOURS)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for name in {"desk_opens", "desk_closes"} & cleaned.keys():
            cleaned[name] = time.fromisoformat(cleaned[name])
        return cleaned

    @classmethod
    def typed(cls, now: dict[str, Any]) -> dict[str, Any]:
        return {
            name: f"{value:%H:%M}" if isinstance(value, time) else value
            for name, value in now.items()
        }


class _NumbersForm(SettingsForm):
    """Numbers out of the standards: the rest of them stays as it is."""

    group: Group

    def clean(self) -> dict[str, Any]:
        """Whole numbers; how large they may be is for the rules."""
        cleaned: dict[str, Any] = super().clean() or {}
        for name in STANDARDS[self.group].keys() & cleaned.keys():
            if cleaned[name].isdecimal():
                cleaned[name] = int(cleaned[name])
            else:
                self.add_error(name, _("Enter a whole number"))
        return cleaned

    def values(self, now: dict[str, Any]) -> dict[str, Any]:
        mine = {name: self.cleaned_data[name] for name in STANDARDS[self.group]}
        return {"standards": {**now["standards"], **mine}}

    @classmethod
    def typed(cls, now: dict[str, Any]) -> dict[str, Any]:
        return {name: now["standards"][name] for name in STANDARDS[cls.group]}


def _number(label: Any, unit: Any) -> fields.CharField:
    return fields.CharField(
        label=label,
        suffix=unit,
        missing=_("Enter a whole number"),
        max_length=3,
        inputmode="numeric",
        classes="govuk-input--width-3",
    )


class StandardsForm(_NumbersForm):
    group = Group.STANDARDS
    respond_today_hours = _number(_("First answer, in crisis today"), _("working hours"))
    respond_urgent_days = _number(_("First answer, urgent"), _("working days"))
    respond_soon_days = _number(_("First answer, soon"), _("working days"))
    contact_today_days = _number(_("First call, in crisis today"), _("working days"))
    contact_urgent_days = _number(_("First call, urgent"), _("working days"))
    contact_soon_days = _number(_("First call, soon"), _("working days"))
    failed_contacts = _number(
        _("Calls that nobody answers, before there is a choice to make"), _("calls")
    )


class KeepingForm(_NumbersForm):
    group = Group.KEEPING
    consent_months = _number(_("An agreement to share holds for"), _("months"))
    retention_years = _number(_("A record of a person is kept for"), _("years"))
    declined_months = _number(
        _("A record of somebody whom no team took on is kept for"), _("months")
    )


class SigningInForm(SettingsForm):
    second_step_for_all = fields.TickField(
        label=_("Everybody here needs a second step to sign in"),
        help_text=_("A passkey or a code app. Coordinators always need one."),
        required=False,
    )


FORMS: Final[dict[Group, type[SettingsForm]]] = {
    Group.NAME: NameForm,
    Group.LANGUAGES: LanguagesForm,
    Group.HELPLINE: HelplineForm,
    Group.STANDARDS: StandardsForm,
    Group.KEEPING: KeepingForm,
    Group.SIGNING_IN: SigningInForm,
}
