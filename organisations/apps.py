"""The organisations app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class OrganisationsConfig(AppConfig):
    """Registers the app under its folder's name."""

    name = "organisations"
    label = "organisations"

    def ready(self) -> None:
        from organisations.needs.actions import sync_needs

        post_migrate.connect(sync_needs, sender=self)
