"""When nobody can help: why not, and whom to turn to."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ccs.tenancy.actor import NetworkRef
from ccs.ui import phones
from organisations.capacity.rules import UnmetReason
from organisations.members.models import Team
from organisations.needs.rules import need_labels

_SAID: Final[dict[UnmetReason, Promise]] = {
    UnmetReason.NOBODY: gettext_lazy("Nobody in this network offers: %(needs)s."),
    UnmetReason.PAUSED: gettext_lazy("Everybody who could help is paused or full: %(needs)s."),
    UnmetReason.RULED_OUT: gettext_lazy("Nobody here takes this person for: %(needs)s."),
    UnmetReason.DECLINED: gettext_lazy("Everybody who was asked said no: %(needs)s."),
}


def unmet_in_words(unmet: Mapping[UnmetReason, list[str]]) -> list[str]:
    return [
        str(_SAID[reason]) % {"needs": ", ".join(need_labels(needs))}
        for reason, needs in unmet.items()
    ]


def desk_in_words(desk: Team | None, network: NetworkRef) -> list[tuple[str, str]]:
    """How to reach the desk, or else the network's helpline; empty when neither has a way."""
    phone = (desk.phone if desk else "") or network.helpline_phone
    rows = [
        (_("Phone"), phones.shown(phone) if phone else ""),
        (_("Email"), (desk.email if desk else "") or network.helpline_email),
        (_("When"), network.helpline_hours),
    ]
    return [row for row in rows if row[1]] if any(value for _name, value in rows[:2]) else []
