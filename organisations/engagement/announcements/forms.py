"""An announcement: what, to whom, until when."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from ccs.ui import fields
from ccs.ui.forms import Form
from organisations.engagement.announcements.actions import Said
from organisations.engagement.announcements.models import Announcement
from organisations.engagement.announcements.rules import Audience
from organisations.members.models import Sector


class WordsForm(Form):
    title = fields.CharField(
        label=_("Title"),
        help_text=_("It stands in the email too, if you send one."),
        max_length=120,
        missing=_("Enter a title"),
    )
    body = fields.TextareaField(
        label=_("What do you want to tell them?"),
        max_length=4000,
        rows=6,
        missing=_("Enter what you want to tell them"),
    )
    expires_on = fields.DateField(
        label=_("Last day on which it is shown"), name=_("The last day"), tense="future"
    )

    def said(self) -> Said:
        said = self.cleaned_data
        return Said(title=said["title"], body=said["body"], expires_on=said["expires_on"])


class AnnouncementForm(WordsForm):
    audience = fields.RadiosField(
        label=_("Who is it for?"),
        choices=Audience.choices,
        reveals={Audience.SECTORS.value: "sectors"},
        missing=_("Choose who it is for"),
    )
    sectors = fields.CheckboxesField(
        label=_("Which kinds of organisation?"), choices=Sector.choices, required=False
    )
    by_email = fields.TickField(
        label=_("Email them too"),
        help_text=_("The email holds the title and a link. It goes to everybody it is for."),
        required=False,
    )
    announcement_id = fields.HiddenIdField(required=False)

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if said.get("audience") == Audience.SECTORS and not said.get("sectors"):
            self.add_error("sectors", _("Choose at least one kind of organisation"))
        return said

    def said(self) -> Said:
        said = self.cleaned_data
        names = ("title", "body", "expires_on", "audience", "sectors", "by_email")
        return Said(**{name: said[name] for name in names})


def words_as_typed(row: Announcement) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("title", "body", "expires_on")}
