"""The ground that the other apps stand on. It knows none of them."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CcsConfig(AppConfig):
    """Registers the app under its folder's name."""

    name = "ccs"
    label = "ccs"

    def ready(self) -> None:
        from ccs.tenancy import checks  # noqa: F401, PLC0415 -- registers itself with Django's checks
        from ccs.tenancy.grants import grant_global_tables  # noqa: PLC0415 -- settings are not ready earlier

        # Without a sender: the tables of third parties come after ours.
        post_migrate.connect(grant_global_tables, dispatch_uid="grant_global_tables")
