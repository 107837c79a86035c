from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ccs.ui import fields
from ccs.ui.forms import Form
from organisations.members.models import Membership
from referrals.several.rules import Deed

# In place of a person: whoever in the team has time.
THE_TEAM = "team"


class SeveralForm(Form):
    """Who is to have them. Which they are stands beside it, and is looked up again."""

    assigned_to = fields.SelectField(
        label=_("Who will contact the people?"), missing=_("Choose who will contact the people")
    )

    def __init__(
        self,
        *args: Any,
        deed: Deed,
        people: Sequence[Membership],
        own: UUID | None,
        chosen: str = "",
        **kwargs: Any,
    ) -> None:
        yours = str(own) if own in {one.pk for one in people} else THE_TEAM
        default = chosen or (yours if deed == Deed.ACCEPT else "")
        super().__init__(*args, **kwargs)
        self.fields["assigned_to"].initial = default
        named = [
            (str(one.pk), _("%(name)s (you)") % {"name": one.name} if one.pk == own else one.name)
            for one in people
        ]
        nobody_yet = [] if deed == Deed.ACCEPT else [("", _("Choose a colleague"))]
        self.fields["assigned_to"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            *nobody_yet, *named, (THE_TEAM, _("The team, nobody in person")),
        ]  # fmt: skip

    @property
    def worker(self) -> UUID | None:
        chosen = self.cleaned_data["assigned_to"]
        return None if chosen == THE_TEAM else UUID(chosen)
