"""What leaves a practice network says so: nobody takes its numbers for those of people."""

from django.utils.translation import gettext as _

from ccs.tenancy.actor import NetworkRef


def mark_of(network: NetworkRef) -> str:
    """Empty in a network of real people."""
    return mark_of_kind(network.kind)


def mark_of_kind(kind: str) -> str:
    return _("Practice: made-up people") if kind == "practice" else ""
