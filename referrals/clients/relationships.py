"""Who somebody in the household is to the person: kept as a word, read in one's own language."""

from typing import Final

from django.utils.translation import gettext_lazy as _

RELATIONSHIPS: Final = {
    "child": _("Child"),
    "partner": _("Partner"),
    "parent": _("Parent"),
    "brother or sister": _("Brother or sister"),
    "grandparent": _("Grandparent"),
    "grandchild": _("Grandchild"),
    "other relative": _("Other relative"),
    "friend": _("Friend"),
    "other": _("Someone else"),
}


def relationship_in_words(kept: str) -> str:
    """As it stands within a line; what an API called it in its own words stays so."""
    return str(RELATIONSHIPS[kept]).lower() if kept in RELATIONSHIPS else kept
