"""This app's places in the navigation, and who sees each."""

from django.utils.translation import gettext_lazy as _

from ccs.ui.navigation import NavItem, register
from organisations.capacity.rules import has_services_to_run
from organisations.directory.rules import can_keep_services


def register_pages() -> None:
    register(
        NavItem(
            label=_("Find services"),
            url_name="organisations:services",
            visible=lambda actor: True,
            order=30,
        )
    )
    register(
        NavItem(
            label=_("Capacity"),
            url_name="organisations:capacity",
            visible=has_services_to_run,
            order=40,
        )
    )
    register(
        NavItem(
            label=_("Our services"),
            url_name="organisations:own_services",
            visible=can_keep_services,
            order=45,
        )
    )
    register(
        NavItem(
            label=_("Network"),
            url_name="organisations:network",
            visible=lambda actor: True,
            order=50,
        )
    )
    register(
        NavItem(
            label=_("Members"),
            about=_("Organisations and teams, what they do and how to reach them."),
            url_name="organisations:members",
            visible=lambda actor: True,
            order=10,
            hub="organisations:network",
        )
    )
    register(
        NavItem(
            label=_("Your details"),
            url_name="organisations:profile",
            visible=lambda actor: True,
            order=10,
            account=True,
        )
    )
