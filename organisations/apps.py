"""The organisations app."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """Registers the app under its folder's name."""

    name = "organisations"
    label = "organisations"
