"""Asking for oneself: which form this is, and how each question is put to the person."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.core import signing
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ccs.tenancy.models import new_id
from organisations.directory.rules import item_labels

# Longer, and what the page said may no longer be so.
OPEN_FOR: Final = timedelta(days=1)
_SALT: Final = "referrals.selfreferral.form"


def new_form(service_id: UUID) -> str:
    """A form's own id, made by us for this service: sent twice, it asks once."""
    return signing.dumps([str(new_id()), str(service_id)], salt=_SALT)


def form_id(signed: str, *, service_id: UUID) -> UUID | None:
    """None for one that we did not make for this service, or a day ago."""
    try:
        made, service = signing.loads(signed, salt=_SALT, max_age=OPEN_FOR)
    except signing.BadSignature:
        return None
    return UUID(made) if service == str(service_id) else None


def questions(items: Iterable[str]) -> dict[str, str]:
    """What a service needs to know, asked of the person, in the order of asking."""
    return {item: str(_ASKED.get(item, label)) for item, label in item_labels(items).items()}


_ASKED: Final[dict[str, Promise]] = {
    "household_size": _("How many people live in your home?"),
    "childrens_ages": _("How old are your children?"),
    "school": _("Which school do your children go to?"),
    "tenure": _("Do you rent or own your home, or stay with somebody?"),
    "income": _("How much money do you get, and how often?"),
    "savings": _("Do you have savings? About how much?"),
    "benefits": _("Which benefits do you get, or have you asked for?"),
    "debts": _("Do you owe money? Who to?"),
    "bank_account": _("Do you have a bank account?"),
    "employer": _("Do you have a job? Who with?"),
    "nrpf": _("Are you told that you have no recourse to public funds?"),
    "immigration_status": _("What is your immigration status?"),
    "energy_supplier": _("Who supplies your gas and electricity?"),
    "prepayment_meter": _("Do you have a prepayment meter?"),
    "dietary_needs": _("Is there food that you cannot or do not eat?"),
    "cooking": _("What can you cook with?"),
    "delivery": _("Do you need it brought to you?"),
    "clothes_sizes": _("Which clothes and shoe sizes do you need?"),
    "disability": _("Do you have a disability or a long illness?"),
    "gp_surgery": _("Which GP surgery do you go to?"),
    "court_date": _("Do you have to go to court? When?"),
    "safe_times": _("When is it safe to call you?"),
    "internet_access": _("Can you get online?"),
}
