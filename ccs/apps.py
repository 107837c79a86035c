"""The ground that the other apps stand on. It knows none of them."""

from django.apps import AppConfig


class CcsConfig(AppConfig):
    """Registers the app under its folder's name."""

    name = "ccs"
    label = "ccs"
