"""The short pages of a service, in the order in which they are asked."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from organisations.directory.actions import ServiceDetails, WhoFor
from organisations.directory.keeping import forms


@dataclass(frozen=True, slots=True)
class Section:
    """`form` is made with the details; `is_said` is whether there is anything on the page."""

    key: str
    title: Promise
    form: Any
    is_said: Callable[[ServiceDetails], bool]
    hint: Promise | str = ""


SECTIONS: Final[dict[str, Section]] = {
    one.key: one
    for one in (
        Section(
            "about",
            _("About it"),
            forms.AboutForm,
            lambda it: bool(it.description and it.needs),
            _("Needed before it can be published"),
        ),
        Section(
            "who-for",
            _("Who it is for"),
            forms.WhoForForm,
            lambda it: it.eligibility != WhoFor() or bool(it.languages),
        ),
        Section("where", _("Where"), forms.WhereForm, lambda it: bool(it.areas)),
        Section("when", _("When it is open"), forms.WhenForm, lambda it: bool(it.schedules)),
        Section("reach", _("How to reach it"), forms.ReachForm, lambda it: bool(it.contacts)),
        Section(
            "carries",
            _("What a referral must carry"),
            forms.CarriesForm,
            lambda it: bool(it.information_needed or it.referrer_contact),
        ),
        Section("refer", _("Who may see it and refer"), forms.ReferForm, lambda it: True),
    )
}
