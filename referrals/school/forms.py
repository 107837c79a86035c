"""What is seen, and then what may be needed."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from ccs.ui import fields
from ccs.ui.forms import Form
from organisations.needs.rules import NEEDS
from referrals.school.rules import SIGNS


class SignsForm(Form):
    """Sent by GET: what is seen names nobody, so it may stand in an address."""

    sign = fields.CheckboxesField(
        label=_("What do you see?"),
        help_text=_("Tick all that you notice, in one child or in one family."),
        choices=[(code, one.seen) for code, one in SIGNS.items()],
        missing=_("Tick at least one thing that you see"),
    )


class NeedsForm(Form):
    """Only what the signs may mean; the journey's own page has every need."""

    needs = fields.CheckboxesField(
        label=_("What may be needed?"),
        help_text=_(
            "Untick what does not fit. You can add and change needs later,"
            " once you have spoken to them."
        ),
        choices=[],
        required=False,
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, suggested: Sequence[str]) -> None:
        super().__init__(data, initial={"needs": list(suggested)})
        needs: Any = self.fields["needs"]
        needs.choices = [(code, NEEDS[code]) for code in suggested]
