"""Which lessons there are, which things can be practised, and who sees a lesson offered where."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

REFER: Final = "refer"
ANSWER: Final = "answer"
CAPACITY: Final = "capacity"
CLOSE: Final = "close"
AFTERCARE: Final = "aftercare"

LESSONS: Final[dict[str, Promise]] = {
    REFER: _("Make a referral"),
    ANSWER: _("Answer a referral"),
    CAPACITY: _("Say whether you can take people"),
    CLOSE: _("Close a referral"),
    AFTERCARE: _("Ask how somebody is later"),
}
# In the practice network. Their rows are those of the live one.
PRACTISED: Final[dict[str, Promise]] = {
    "practice_refer": _("Made a practice referral"),
    "practice_answer": _("Answered a practice referral"),
    "practice_contact": _("Wrote down a practice call"),
    "practice_close": _("Closed a practice referral"),
    "practice_capacity": _("Changed the capacity of a practice service"),
    "practice_aftercare": _("Did a practice check after the crisis"),
}
CODES: Final[dict[str, Promise]] = {**LESSONS, **PRACTISED}
