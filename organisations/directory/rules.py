"""What a service may ask to know before it can help. Nothing else is asked or sent."""

from collections.abc import Iterable
from typing import Final

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Audience(TextChoices):
    PUBLIC = "public", _("Everybody")
    MEMBERS = "members", _("Members of the network only")


class Route(TextChoices):
    ANYONE = "anyone", _("Anyone in the network")
    NAMED = "named", _("Organisations that the service names")
    CONTRACT = "contract", _("Under a contract, with a number of places")


class Attending(TextChoices):
    """Ways to be seen."""

    HOME = "home", _("At home")
    PHONE = "phone", _("By phone")
    DROP_IN = "drop_in", _("Drop in")
    BOOKED = "booked", _("By appointment")
    ONLINE = "online", _("Online")


# In the order in which they are asked.
ITEMS: Final[dict[str, Promise]] = {
    "household_size": _("How many people live in the household"),
    "childrens_ages": _("Ages of the children"),
    "school": _("Children’s school"),
    "tenure": _("Home: rented, owned or staying with someone"),
    "income": _("Income"),
    "savings": _("Savings"),
    "benefits": _("Benefits they get or have asked for"),
    "debts": _("Debts, and who they owe"),
    "bank_account": _("Whether they have a bank account"),
    "employer": _("Work and employer"),
    "nrpf": _("Whether they have no recourse to public funds"),
    "immigration_status": _("Immigration status"),
    "energy_supplier": _("Gas and electricity supplier"),
    "prepayment_meter": _("Whether they have a prepayment meter"),
    "dietary_needs": _("Food they cannot or do not eat"),
    "cooking": _("What they can cook with"),
    "delivery": _("Whether they need it delivered"),
    "clothes_sizes": _("Clothes and shoe sizes"),
    "disability": _("Disability or long-term illness"),
    "gp_surgery": _("GP surgery"),
    "court_date": _("Date of a court hearing"),
    "safe_times": _("Times when it is safe to call"),
    "internet_access": _("Whether they can get online"),
}


def item_labels(items: Iterable[str]) -> dict[str, str]:
    """The items with their words, in the order of asking; one that is not listed by its code."""
    wanted = set(items)
    known = {item: str(label) for item, label in ITEMS.items() if item in wanted}
    return known | {item: item for item in sorted(wanted - known.keys())}
