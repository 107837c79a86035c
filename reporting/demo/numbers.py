"""What the evaluation says of two networks, year by year: the sums of their made-up history."""

from datetime import date
from typing import Final

from reporting.demo.made_up import Year
from reporting.figures.rules import Period

_FIRST: Final = Period(date(2019, 10, 1), date(2020, 9, 30))
_SECOND: Final = Period(date(2020, 10, 1), date(2021, 9, 30))
# The evaluation counted eight months of its third year.
_THIRD: Final = Period(date(2021, 10, 1), date(2022, 5, 31))

NORFOLK: Final = (
    Year(_FIRST, registered=93, referring=68, receiving=57, accepted=2678, to_vcs=402),
    Year(_SECOND, registered=119, referring=95, receiving=71, accepted=4270, to_vcs=1452, leave=3),
    Year(_THIRD, registered=139, referring=103, receiving=85, accepted=4949, to_vcs=2623, leave=2),
)
TOWER_HAMLETS: Final = (
    Year(_SECOND, registered=15, referring=12, receiving=10, accepted=203, to_vcs=61),
    Year(_THIRD, registered=30, referring=21, receiving=14, accepted=286, to_vcs=100),
)
HISTORIES: Final = {"norfolk": NORFOLK, "tower_hamlets": TOWER_HAMLETS}
