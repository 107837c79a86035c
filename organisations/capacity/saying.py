"""What a team may say of a service's capacity: which words go with which state."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from django.utils.translation import gettext_lazy as _

from ccs.tenancy.problems import Problem
from organisations.capacity.rules import Per, State

# More would be a slip of the keyboard.
MOST_PLACES: Final = 10_000
LONGEST_WAIT_DAYS: Final = 1_000
REASON_LENGTH: Final = 200


@dataclass(frozen=True, slots=True)
class Said:
    """What a team says of a service. Only what belongs to the state is ever said."""

    state: str
    reason: str = ""
    places: int | None = None
    per: str = ""
    expected_wait_days: int | None = None
    reopens_on: date | None = None


def checked(said: Said, *, today: date) -> Said:
    """What is kept; raises Problem at the first field that is wrong or of another state.

    A reason left over from a pause is dropped: who opens a service sends back what was there.
    """
    if said.state not in State.values:
        raise Problem(_("Choose how many people the service can take."), field="state")
    _refuse_strangers(said)
    reason = said.reason.strip() if said.state == State.PAUSED else ""
    if said.state == State.LIMITED:
        _check_places(said)
    elif said.state == State.WAITING_LIST:
        _check_wait(said)
    elif said.state == State.PAUSED:
        _check_pause(reason, said.reopens_on, today)
    return replace(said, reason=reason)


def _refuse_strangers(said: Said) -> None:
    """What another state would mean is refused: dropped without a word, somebody relied on it."""
    homes = {
        "places": (said.places, State.LIMITED),
        "per": (said.per, State.LIMITED),
        "expected_wait_days": (said.expected_wait_days, State.WAITING_LIST),
        "reopens_on": (said.reopens_on, State.PAUSED),
    }
    for field, (value, home) in homes.items():
        if value not in (None, "") and said.state != home:
            raise Problem(
                _("This goes only with “%(state)s”.") % {"state": home.label}, field=field
            )


def _check_places(said: Said) -> None:
    if said.places is None or not 1 <= said.places <= MOST_PLACES:
        raise Problem(_("Enter how many places there are, as a number."), field="places")
    if said.per not in Per.values:
        raise Problem(_("Choose whether that is a day, a week or in all."), field="per")


def _check_wait(said: Said) -> None:
    days = said.expected_wait_days
    if days is None or not 1 <= days <= LONGEST_WAIT_DAYS:
        raise Problem(
            _("Enter how many days people wait, as a number."), field="expected_wait_days"
        )


def _check_pause(reason: str, reopens_on: date | None, today: date) -> None:
    if not reason:
        raise Problem(_("Say why the service is paused."), field="reason")
    if len(reason) > REASON_LENGTH:
        raise Problem(_("Use 200 characters or fewer."), field="reason")
    if reopens_on and reopens_on <= today:
        raise Problem(_("Choose a day after today."), field="reopens_on")
