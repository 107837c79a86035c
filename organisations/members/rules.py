"""What the kinds of organisation mean."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from organisations.members.models import Team

# The two groups that reports know.
SECTOR_GROUPS: Final[dict[str, str]] = {
    "vcs": "vcs",
    "faith": "vcs",
    "housing": "vcs",
    "local_authority": "la_statutory",
    "health": "la_statutory",
    "school": "la_statutory",
    "other_statutory": "la_statutory",
    "statutory": "la_statutory",
}

# Finer than the sector, for reports about one kind of organisation.
TYPES: Final[dict[str, Promise]] = {
    "advice_agency": _("Advice agency"),
    "advice_network": _("Advice network"),
    "borough_council": _("Borough council"),
    "clothing_bank": _("Clothing bank"),
    "community_group": _("Community group"),
    "county_council": _("County council"),
    "district_council": _("District council"),
    "domestic_abuse_service": _("Domestic abuse service"),
    "energy_advice": _("Energy advice"),
    "food_bank": _("Food bank"),
    "health_charity": _("Health charity"),
    "homelessness_service": _("Homelessness service"),
    "integrated_care": _("Integrated care"),
    "learning_provider": _("Learning provider"),
    "legal_service": _("Legal service"),
    "lwa_scheme": _("Local welfare assistance scheme"),
    "migrant_support": _("Support for migrants"),
    "national_government": _("National government"),
    "place_of_worship": _("Place of worship"),
    "primary_school": _("Primary school"),
    "secondary_school": _("Secondary school"),
    "social_care": _("Social care"),
    "social_prescribing": _("Social prescribing"),
    "unitary_council": _("Unitary council"),
}


def is_joining(team: Team) -> bool:
    """Whether its organisation is not live yet: nothing is sent by it nor to it."""
    return team.organisation is not None and team.organisation.registered_on is None


def is_paused(team: Team) -> bool:
    """Whether its whole organisation takes nobody new for now."""
    return team.organisation is not None and team.organisation.paused_on is not None
