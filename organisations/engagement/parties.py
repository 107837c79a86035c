"""Whom something is with: an organisation of the network, or one outside it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import Problem
from ccs.ui import fields
from ccs.ui.forms import Form
from organisations.members.models import Organisation, Sector


@dataclass(frozen=True, slots=True)
class Named:
    """As it was typed: a member by its id, anybody else by name and sector."""

    organisation_id: UUID | None = None
    name: str = ""
    sector: str = ""


class PartyForm(Form):
    """Asks for it first; forms that ask more derive from it."""

    organisation = fields.SelectField(
        label=gettext_lazy("Organisation"), choices=[], required=False
    )
    other_name = fields.CharField(
        label=gettext_lazy("Name of another organisation"),
        help_text=gettext_lazy("Only where it is not on the list, because it is not a member."),
        required=False,
        max_length=120,
        autocomplete="off",
    )
    sector = fields.SelectField(
        label=gettext_lazy("What kind of organisation is the other one?"),
        choices=[("", ""), *Sector.choices],
        required=False,
    )

    def __init__(self, *args: Any, members: list[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nothing = _("Not on this list")
        asked: dict[str, Any] = self.fields
        asked["organisation"].choices = [("", nothing), *((str(pk), name) for pk, name in members)]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if not said.get("organisation") and "organisation" not in self.errors:
            if not said.get("other_name"):
                self.add_error("organisation", _("Choose an organisation, or name another one"))
            elif not said.get("sector"):
                self.add_error("sector", _("Choose what kind of organisation it is"))
        return said

    @property
    def named(self) -> Named:
        said = self.cleaned_data
        if said["organisation"]:
            return Named(organisation_id=UUID(said["organisation"]))
        return Named(name=said["other_name"].strip(), sector=said["sector"])


def members_to_name(actor: Actor) -> list[tuple[UUID, str]]:
    rows = Organisation.objects.filter(network_id=actor.network.id, left_on=None)
    return list(rows.order_by("name").values_list("pk", "name"))


def columns_of(named: Named, *, actor: Actor) -> dict[str, Any]:
    """What is kept of it, as columns; the names of members are those they have now."""
    if named.organisation_id:
        here = Organisation.objects.filter(network_id=actor.network.id, pk=named.organisation_id)
        one = here.first()
        if one is None:
            raise Problem(_("Choose an organisation from the list."), field="organisation")
        return {"organisation": one, "organisation_name": one.name, "sector": one.sector}
    if not named.name:
        raise Problem(_("Choose an organisation, or name another one"), field="organisation")
    if named.sector not in Sector.values:
        raise Problem(_("Choose what kind of organisation it is"), field="sector")
    return {"organisation": None, "organisation_name": named.name, "sector": named.sector}


def as_typed(row: Any) -> dict[str, Any]:
    """The three fields again, of a row that keeps these columns."""
    member = row.organisation_id
    return {
        "organisation": str(member) if member else "",
        "other_name": "" if member else row.organisation_name,
        "sector": "" if member else row.sector,
    }
