"""Who can help: one or several of the services shown."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ccs.ui import fields
from ccs.ui.forms import Form

SEARCH, TOGETHER, WATCH, NOBODY = "search", "together", "watch", "nobody"


def id_in(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


class ServicesForm(Form):
    """`offered` are the ids that may be ticked.

    The buttons that lead to the same page again, or to what to do when nobody can help, keep
    what is ticked and ask nothing.
    """

    q = fields.CharField(
        label=_("Search by name or by what they do"), required=False, max_length=100
    )
    services = fields.CheckboxesField(
        label=_("Services"),
        choices=[],
        missing=_("Choose at least one service"),
        error_messages={
            "invalid_choice": _("A service you chose cannot take referrals now. Choose again.")
        },
    )

    desk = fields.TickField(
        label=_("I am not sure: let the desk find somebody"),
        help_text=_("For what is left besides the services you tick. They must agree to it."),
        required=False,
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        offered: Iterable[UUID] = (),
        chosen: Iterable[UUID] = (),
        text: str = "",
        to_desk: bool = False,
    ) -> None:
        ticked = [str(one) for one in chosen]
        super().__init__(data, initial={"q": text, "services": ticked, "desk": to_desk})
        services: Any = self.fields["services"]
        services.choices = [(str(one), str(one)) for one in offered]
        services.required = self.goes_on() and not self.data.get("desk")

    def goes_on(self) -> bool:
        """To the next page of the journey; else the page stays, or somebody else is looked for."""
        return not {SEARCH, TOGETHER, WATCH, NOBODY} & self.data.keys()

    def ticked(self) -> set[UUID]:
        """What is ticked now, whether it may be or not; what is no id is nothing."""
        return {found for one in self["services"].value() or [] if (found := id_in(str(one)))}

    def to_desk(self) -> bool:
        return bool(self.cleaned_data["desk"])

    def service_ids(self) -> list[UUID]:
        return [UUID(one) for one in self.cleaned_data["services"]]


def with_together(data: Any) -> Any:
    """What was sent, with the services of the button that ticks a whole set."""
    both = [*data.getlist("services"), *data.get(TOGETHER, "").split()]
    joined = data.copy()
    joined.setlist("services", list(dict.fromkeys(both)))
    return joined
