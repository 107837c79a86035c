"""The one taxonomy of needs, two levels, shared by all networks (`domain.md`)."""

from typing import Final

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Family(TextChoices):
    CRISIS = "crisis", _("Needed now")
    UNDERLYING = "underlying", _("Behind it")


CRISIS: Final[dict[str, Promise]] = {
    "food": _("Food"),
    "fuel": _("Heating and energy"),
    "cash": _("Money in an emergency"),
    "furniture": _("Furniture and white goods"),
    "clothing": _("Clothing and baby items"),
    "toiletries": _("Toiletries"),
    "travel": _("Travel costs"),
    "shelter": _("Somewhere to stay"),
    "phone": _("Phone and data"),
}
UNDERLYING: Final[dict[str, Promise]] = {
    "debt": _("Debt"),
    "benefits": _("Benefits"),
    "housing": _("Housing"),
    "immigration": _("Immigration"),
    "employment": _("Work"),
    "family": _("Family and relationships"),
    "domestic_abuse": _("Domestic abuse"),
    "legal": _("Legal help"),
    "mental_health": _("Mental health"),
    "physical_health": _("Physical health"),
    "drugs_alcohol": _("Drugs and alcohol"),
    "digital": _("Using the internet"),
    "education": _("Education"),
    "isolation": _("Loneliness"),
    "care": _("Caring for someone"),
}
NEEDS: Final[dict[str, Promise]] = {**CRISIS, **UNDERLYING}


def is_crisis(code: str) -> bool:
    return code in CRISIS


def need_labels(codes: list[str]) -> list[str]:
    """In the taxonomy's order, in the language in force."""
    return [str(label) for code, label in NEEDS.items() if code in codes]


def needs_named(word: str) -> list[str]:
    """The needs whose name, in the language in force, has the word in it."""
    return [code for code, label in NEEDS.items() if word.casefold() in str(label).casefold()]
