"""What the kinds of organisation mean."""

from typing import Final

# The two groups that reports know.
SECTOR_GROUPS: Final[dict[str, str]] = {
    "vcs": "vcs", "faith": "vcs", "housing": "vcs",
    "local_authority": "la_statutory", "health": "la_statutory", "school": "la_statutory",
    "other_statutory": "la_statutory", "statutory": "la_statutory",
}
