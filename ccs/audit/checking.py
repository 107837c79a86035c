"""Whether every audit is still what was sealed: after a restore, or on a doubtful disk."""

from django.apps import apps

from ccs.audit.models import AuditSeal
from ccs.audit.sealing import broken_seals
from ccs.tenancy.context import enter, system


def compare_with_seals() -> tuple[int, list[str]]:
    """How many days were sealed, in every network; and each that is not as it was, in words."""
    sealed, broken = 0, []
    networks = apps.get_model("networks", "Network").objects.order_by("slug")
    for network_id, slug in networks.values_list("pk", "slug"):
        with enter(system(network_id)):
            sealed += AuditSeal.objects.filter(network_id=network_id).count()
            broken += [
                f"{slug}: the audit of {day} is not what was sealed."
                for day in broken_seals(network_id)
            ]
    return sealed, broken
