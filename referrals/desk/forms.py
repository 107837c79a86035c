from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ccs.ui import fields
from ccs.ui.forms import Form
from organisations.members.models import Membership
from referrals.assessments.models import OpenNeed
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


# A choice without a value is not shown.
_NOBODY: Final = "nobody"


class AssignForm(Form):
    """Who looks after it; nobody is a choice too. `seen` is who had it when it was shown."""

    member = fields.RadiosField(label=_("Who looks after it?"), required=False)
    seen = fields.HiddenIdField(required=False)

    def __init__(self, *args: Any, coordinators: Sequence[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            *((str(one.pk), one.name) for one in coordinators),
            (_NOBODY, _("Nobody")),
        ]

    @property
    def member_id(self) -> UUID | None:
        chosen = self.cleaned_data["member"]
        return UUID(chosen) if chosen and chosen != _NOBODY else None


class SettleForm(Form):
    how = fields.RadiosField(
        label=_("How did it end?"),
        choices=OpenNeed.Settled.choices,
        missing=_("Choose what happened"),
    )
