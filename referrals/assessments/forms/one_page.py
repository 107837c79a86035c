"""Everything on one page: the forms of the steps beside each other, each with its own rules."""

from dataclasses import dataclass
from typing import Any

from referrals.assessments.forms.services import ServicesForm
from referrals.assessments.forms.what import WhatForm
from referrals.assessments.forms.who import WhoForm
from referrals.consent.forms import AgreeForm

# The buttons of the page, and the tick that says where they want to begin next time.
FIND, CHECK, NEXT_TIME = "find", "check", "next_time"
# The form of the agreement asks for a language too.
AGREED = "agreed"


@dataclass(frozen=True, slots=True)
class OnePage:
    """`services` and `agree` are there once something was looked for."""

    who: WhoForm
    what: WhatForm
    services: ServicesForm | None = None
    agree: AgreeForm | None = None

    @property
    def forms(self) -> list[Any]:
        found = (self.who, self.what, self.services, self.agree)
        return [form for form in found if form is not None]

    @property
    def told_is_valid(self) -> bool:
        """Both are judged, so that everything wrong is said at once."""
        return all([self.who.is_valid(), self.what.is_valid()])

    def clear(self) -> None:
        for form in self.forms:
            form.errors.clear()

    # As one form, for the summary of what is wrong and for the page's title.

    @property
    def errors(self) -> dict[str, Any]:
        return {name: error for form in self.forms for name, error in form.errors.items()}

    @property
    def fields(self) -> dict[str, Any]:
        return {name: field for form in self.forms for name, field in form.fields.items()}

    def visible_fields(self) -> list[Any]:
        return [bound for form in self.forms for bound in form.visible_fields()]
