"""One note, and finding notes."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ccs.ui import fields
from ccs.ui.forms import Form
from organisations.engagement.contacts.actions import InTouch
from organisations.engagement.contacts.models import ContactNote
from organisations.engagement.contacts.queries import ContactFilter
from organisations.engagement.contacts.rules import ContactWay
from organisations.engagement.parties import PartyForm, as_typed
from organisations.members.models import Sector


class ContactForm(PartyForm):
    person_name = fields.CharField(
        label=gettext_lazy("With whom? (optional)"),
        help_text=gettext_lazy("The name of somebody who works or volunteers there."),
        required=False,
        max_length=120,
        autocomplete="off",
    )
    happened_on = fields.DateField(
        label=gettext_lazy("When?"), name=gettext_lazy("The day"), tense="past"
    )
    way = fields.RadiosField(
        label=gettext_lazy("How?"),
        choices=ContactWay.choices,
        missing=gettext_lazy("Choose how you were in touch"),
    )
    about = fields.TextareaField(
        label=gettext_lazy("What was it about?"),
        help_text=gettext_lazy("Write nothing here about people who are helped."),
        max_length=4000,
        rows=5,
        missing=gettext_lazy("Enter what it was about"),
    )
    follow_up_on = fields.DateField(
        label=gettext_lazy("Come back to it on (optional)"),
        name=gettext_lazy("The day to come back to it"),
        help_text=gettext_lazy("From that day it is on the desk’s list."),
        required=False,
    )
    note_id = fields.HiddenIdField(required=False)

    def in_touch(self) -> InTouch:
        said = self.cleaned_data
        return InTouch(
            named=self.named,
            about=said["about"],
            happened_on=said["happened_on"],
            way=said["way"],
            person_name=said["person_name"],
            follow_up_on=said["follow_up_on"],
        )


def note_as_typed(note: ContactNote) -> dict[str, Any]:
    same = ("person_name", "happened_on", "way", "about", "follow_up_on")
    return {**as_typed(note), **{name: getattr(note, name) for name in same}}


class FindForm(Form):
    """Posted, because no name of a person belongs in an address."""

    q = fields.CharField(
        label=gettext_lazy("Words, a name or an organisation"), required=False, max_length=100
    )
    sector = fields.SelectField(label=gettext_lazy("Kind of organisation"), required=False)
    open = fields.SelectField(label=gettext_lazy("Which notes"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked: dict[str, Any] = self.fields
        asked["sector"].choices = [("", _("All kinds")), *Sector.choices]
        asked["open"].choices = [("", _("All notes")), ("yes", _("Still to follow up"))]

    def wanted(self, organisation: str = "") -> ContactFilter:
        said = self.cleaned_data if self.is_valid() else {}
        return ContactFilter(
            text=said.get("q", "").strip(),
            sector=said.get("sector", ""),
            organisation=_id_in(organisation),
            to_follow_up=said.get("open") == "yes",
        )


def _id_in(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
