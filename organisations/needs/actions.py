from typing import Any

from ccs.tenancy.context import Context, Role, enter
from organisations.needs.models import Need
from organisations.needs.rules import NEEDS, Family, is_crisis


def sync_needs(**_: Any) -> None:
    """Make the table equal to the taxonomy in the code. Runs after every migrate, as the owner."""
    with enter(Context(role=Role.SYSTEM)):
        known = set(Need.objects.values_list("code", flat=True))
        for position, code in enumerate(NEEDS):
            family = Family.CRISIS if is_crisis(code) else Family.UNDERLYING
            if code in known:
                Need.objects.filter(pk=code).update(family=family, position=position)
            else:
                Need.objects.create(code=code, family=family, position=position)
