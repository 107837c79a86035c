"""How many facts wait to be folded: many for long means that the scheduler stands still."""

from ccs.health.gauges import Values, register
from ccs.tenancy.context import Context, Role, enter
from reporting.facts.models import Fact


def _not_folded() -> Values:
    """Of all live networks together, as the programme counts them: one query."""
    with enter(Context(role=Role.PROGRAMME)):
        return {"": Fact.objects.filter(folded=False).count()}


def register_gauges() -> None:
    register("ccs_facts_not_folded", "Facts that each look at a figure adds up.", _not_folded)
