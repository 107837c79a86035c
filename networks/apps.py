"""The networks app."""

from django.apps import AppConfig


class NetworksConfig(AppConfig):
    """Registers the app under its folder's name."""

    name = "networks"
    label = "networks"

    def ready(self) -> None:
        from networks.navigation import register_pages

        register_pages()
