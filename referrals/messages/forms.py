from django.utils.translation import gettext_lazy as _

from ccs.tenancy.models import new_id
from ccs.ui import fields
from ccs.ui.forms import Form


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
