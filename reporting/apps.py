"""The reporting app."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """Registers the app under its folder's name."""

    name = "reporting"
    label = "reporting"
