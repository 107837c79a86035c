from django.utils.translation import gettext_lazy as _

from ccs.tenancy.models import new_id
from ccs.ui import fields
from ccs.ui.forms import Form
from referrals.messages.models import Note


class MessageForm(Form):
    body = fields.TextareaField(
        label=_("Write to the other team"),
        help_text=_("Only the two teams can read it. They get an email that there is a message."),
        missing=_("Write a message"),
        max_length=5000,
        rows=4,
    )
    message_id = fields.HiddenIdField(required=False)


def fresh_message() -> MessageForm:
    """With an id of its own: the same form sent twice posts one message."""
    return MessageForm(initial={"message_id": str(new_id())})


class NoteForm(Form):
    audience = fields.RadiosField(
        label=_("Who is it for?"),
        choices=Note.Audience.choices,
        initial=Note.Audience.SELF.value,
        hints={
            "self": _("Only you see this."),
            "team": _("Only your team sees this. The other side never does."),
        },
        missing=_("Choose who this note is for"),
        classes="govuk-radios--small",
    )
    text = fields.TextareaField(
        label=_("Your note"), missing=_("Write a note"), max_length=5000, rows=3
    )
    note_id = fields.HiddenIdField(required=False)


class ChangedNoteForm(Form):
    text = fields.TextareaField(
        label=_("Your note"), missing=_("Write a note"), max_length=5000, rows=6
    )


def fresh_note() -> NoteForm:
    """With an id of its own: the same form sent twice keeps one note."""
    return NoteForm(initial={"note_id": str(new_id()), "audience": Note.Audience.SELF.value})
