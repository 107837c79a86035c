"""The networks app."""

from django.apps import AppConfig


class NetworksConfig(AppConfig):
    """Registers the app under its folder's name."""

    name = "networks"
    label = "networks"
