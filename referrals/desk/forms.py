from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ccs.ui import fields
from ccs.ui.forms import Form
from referrals.desk.queries import DeskFilters
from referrals.referrals.rules import Status


class DeskFilterForm(Form):
    """Narrows the list. A value that makes no sense narrows nothing."""

    status = fields.SelectField(
        label=_("Status"),
        choices=[
            ("", _("Every status")),
            *((value, label) for value, label in Status.choices if value != Status.DRAFT),
        ],
        required=False,
    )
    team = fields.SelectField(label=_("Team, sending or receiving"), required=False)
    late = fields.TickField(label=_("Late only"), required=False)

    def __init__(self, *args: Any, teams: Sequence[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            ("", _("Every team")),
            *((str(key), name) for key, name in teams),
        ]

    @property
    def filters(self) -> DeskFilters:
        self.is_valid()
        team = self.cleaned_data.get("team", "")
        return DeskFilters(
            status=self.cleaned_data.get("status", ""),
            team=UUID(team) if team else None,
            late=self.cleaned_data.get("late", False),
        )
