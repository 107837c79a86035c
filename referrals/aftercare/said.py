"""What came of a check, as the page or the API hands it over. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Said:
    """Of somebody who was not reached only `reached` and `way` count.

    `needs` gives with a need how it stands now; `steadiness` is from 0 to 10.
    """

    reached: bool
    way: str = ""
    needs: Mapping[str, str] = field(default_factory=dict)
    steadiness: int | None = None
    crisis_since: bool | None = None
    crises: tuple[str, ...] = ()
    further_needs: tuple[str, ...] = ()
    words: str = ""
    may_quote: bool = False
    note: str = ""
    go_on: bool = True

    @property
    def asks_for_more(self) -> bool:
        """Whether there is something that a new referral could be for."""
        return bool(self.crises or self.further_needs)
