"""The reporting app."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """Registers the app under its folder's name."""

    name = "reporting"
    label = "reporting"

    def ready(self) -> None:
        from reporting.navigation import register_pages

        register_pages()
