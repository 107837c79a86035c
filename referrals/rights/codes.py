"""What is kept as a code, in the words that the person was asked with."""

from typing import Any

from django.db.models import Model

from ccs.ui.languages import OWN_NAMES
from networks.networks.queries import network_by_id
from organisations.directory.rules import item_labels
from referrals.assessments.equality import CATEGORIES, ETHNICITY, words_of
from referrals.assessments.models import Answer
from referrals.clients.models import SafeTo
from referrals.tally.rules import Said


def without_codes(row: Model, field: str, value: Any) -> Any:
    """The same where it is no code of these; of a list each of them."""
    if isinstance(value, list):
        return [without_codes(row, field, one) for one in value]
    if not isinstance(value, str):
        return value
    told = value
    match field:
        case "item":
            told = item_labels([value])[value]
        case "safe_to" if value in SafeTo.values:
            told = str(SafeTo(value).label)
        case "language" | "languages":
            told = OWN_NAMES.get(value, value)
        case "ethnicity":
            told = _ethnicity(row, value)
        case "value" if isinstance(row, Answer) and row.item == ETHNICITY:
            told = _ethnicity(row, value)
    return told


def _ethnicity(row: Any, code: str) -> str:
    if code in CATEGORIES:
        return words_of(code, network_by_id(row.network_id).country)
    return str(Said(code).label) if code in Said.values else code
