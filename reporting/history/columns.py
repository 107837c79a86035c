"""The two files of a history: their columns, and a row that shows how to fill them in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Layout:
    """One file. `columns` in the template's order, each with an example.

    `longest` is how many characters a value may have, where it is free text.
    """

    file: str
    columns: Mapping[str, str]
    needed: tuple[str, ...]
    longest: Mapping[str, int]

    @property
    def name(self) -> str:
        """What the file is called when nobody has called it otherwise."""
        return f"{self.file}.csv"

    @property
    def template(self) -> list[list[str]]:
        """The names of the columns and one example."""
        return [list(self.columns), list(self.columns.values())]


ORGANISATIONS: Final = Layout(
    file="organisations",
    columns={
        "org_id": "1001",
        "sector": "vcs",
        "registered_on": "2019-10-01",
        "name": "Riverside Pretend Trust",
        "type": "advice_agency",
        "left_on": "",
        "teams": "2",
        "can_receive": "yes",
    },
    needed=("org_id", "sector", "registered_on"),
    longest={"org_id": 100, "name": 200, "type": 40},
)
REFERRALS: Final = Layout(
    file="referrals",
    columns={
        "referral_id": "R-2020-00017",
        "from_org": "1001",
        "to_org": "1001",
        "status": "closed",
        "made_at": "2020-05-01T09:30:00+01:00",
        "from_team": "Front desk",
        "to_team": "Debt team",
        "need": "debt",
        "accepted_at": "2020-05-02T10:00:00+01:00",
        "ended_at": "2020-06-30T16:00:00+01:00",
        "outcome": "helped_in_full",
    },
    needed=("referral_id", "from_org", "to_org", "status", "made_at"),
    longest={"referral_id": 100, "from_org": 100, "to_org": 100, "from_team": 120, "to_team": 120},
)
LAYOUTS: Final = {one.file: one for one in (ORGANISATIONS, REFERRALS)}
