"""What the desk is asked when it sends, splits, or is brought a referral."""

from collections.abc import Sequence
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from ccs.ui import fields
from ccs.ui.forms import Form
from organisations.needs.rules import need_labels
from referrals.consent.models import Given
from referrals.referrals.forms import RefusalForm
from referrals.referrals.rules import DeclineReason, why_declined

# The button that asks the ticked services whether they can help, and sends nothing.
OFFER: Final = "offer"


class PlaceForm(Form):
    """Only its button: the service stands in the address."""


class SplitForm(Form):
    needs = fields.CheckboxesField(
        label=_("Which needs go into a referral of their own?"),
        choices=[],
        missing=_("Choose some of the needs, and leave at least one"),
    )

    def __init__(self, data: Any = None, *, needs: Sequence[str]) -> None:
        super().__init__(data)
        field: Any = self.fields["needs"]
        field.choices = list(zip(needs, need_labels(list(needs)), strict=True))


class AskDeskForm(Form):
    """`agreed` is asked where they have not agreed yet that the desk may see their story."""

    given = fields.RadiosField(
        label=_("How did they agree that the desk may see their story?"),
        choices=Given.to_a_worker(),
        missing=_("Say how they agreed"),
    )
    note = fields.TextareaField(
        label=_("What should the desk know? (optional)"),
        help_text=_("Only the desk and your team read this."),
        required=False,
        max_length=2000,
        rows=3,
    )

    def __init__(self, data: Any = None, *, agreed: bool) -> None:
        super().__init__(data)
        if agreed:
            del self.fields["given"]


class DeskDeclineForm(RefusalForm):
    reason = fields.RadiosField(
        label=_("Why can nobody take it?"),
        choices=[],
        missing=_("Choose why nobody can take it"),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        field: Any = self.fields["reason"]
        field.choices = [(code, why_declined(code, by_desk=True)) for code in DeclineReason.values]
