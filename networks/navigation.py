"""This app's places in the navigation, and who sees each."""

from django.utils.translation import gettext_lazy as _

from ccs.ui.navigation import NavItem, register


def register_pages() -> None:
    register(
        NavItem(
            label=_("Settings"),
            about=_("Name, languages, helpline, and how soon people answer and call."),
            url_name="networks:settings",
            visible=lambda actor: True,
            order=90,
            hub="organisations:network",
        )
    )
