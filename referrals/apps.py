"""The referrals app."""

from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    """Registers the app under its folder's name."""

    name = "referrals"
    label = "referrals"
