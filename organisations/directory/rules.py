"""What a service may say of itself, and who may say it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ccs.tenancy.actor import Actor
from organisations.roles.rules import can_coordinate

# A page that nobody looked at for this long may no longer be right: its team is asked.
CHECKED_FOR: Final = timedelta(days=182)
# Who does not answer is asked again after this long, and so is the manager.
ASKED_AGAIN_AFTER: Final = timedelta(days=30)
# Fewer answers than these say more about chance than about whoever answered.
ENOUGH_ANSWERS: Final = 10


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


class Gender(TextChoices):
    WOMAN = "woman", _("Women")
    MAN = "man", _("Men")
    NON_BINARY = "non_binary", _("Non-binary people")


class Tenure(TextChoices):
    """How somebody lives."""

    PRIVATE_RENT = "private_rent", _("People who rent from a private landlord")
    SOCIAL_RENT = "social_rent", _("People who rent from a council or housing association")
    OWNED = "owned", _("People who own their home")
    STAYING = "staying", _("People staying with family or friends")
    TEMPORARY = "temporary", _("People in temporary or supported housing")
    HOMELESS = "homeless", _("People with nowhere to stay")


class Immigration(TextChoices):
    CITIZEN = "citizen", _("British and Irish citizens")
    SETTLED = "settled", _("People with settled status or leave to remain")
    PRE_SETTLED = "pre_settled", _("People with pre-settled status")
    REFUGEE = "refugee", _("Refugees")
    ASYLUM_SEEKER = "asylum_seeker", _("People seeking asylum")
    VISA = "visa", _("People with a visa")
    REFUSED = "refused", _("People who were refused, or have no papers")


class Access(TextChoices):
    """What a place or a service has for people who would else be kept out."""

    STEP_FREE = "step_free", _("Step-free entrance")
    LIFT = "lift", _("Lift")
    TOILET = "accessible_toilet", _("Accessible toilet")
    PARKING = "accessible_parking", _("Blue Badge parking")
    HEARING_LOOP = "hearing_loop", _("Hearing loop")
    QUIET = "quiet_space", _("Quiet space")
    BABY = "baby_changing", _("Baby changing")
    EASY_READ = "easy_read", _("Easy read and large print")
    INTERPRETER = "interpreter", _("Interpreters on request")


def can_keep(actor: Actor, *, team_id: UUID) -> bool:
    """Its people, their manager and the desk write what a service says: as its wall has it."""
    return can_coordinate(actor) or team_id in actor.envelopes


def can_manage_places(actor: Actor, *, organisation_id: UUID) -> bool:
    """A place belongs to an organisation: to write about it is for who manages that."""
    return can_coordinate(actor) or organisation_id in actor.managed


def can_keep_services(actor: Actor) -> bool:
    """Whether the pages of one's own services are for them at all."""
    return can_coordinate(actor) or bool(actor.envelopes)


def check_due(checked_at: datetime | None, asked_at: datetime | None) -> datetime | None:
    """When its team is to be asked next whether a service is still right; None: now."""
    moments = [checked_at + CHECKED_FOR] if checked_at else []
    moments += [asked_at + ASKED_AGAIN_AFTER] if asked_at else []
    return max(moments, default=None)


def is_checked(checked_at: datetime | None, *, now: datetime) -> bool:
    return checked_at is not None and now - checked_at <= CHECKED_FOR


# What a service may ask to know before it can help. Nothing else is asked or sent.
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
