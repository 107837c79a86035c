"""What the network's page leads to of this room."""

from django.utils.translation import gettext_lazy as _

from ccs.ui.navigation import NavItem, register
from organisations.roles.rules import can_coordinate, can_read_reports

_HUB = "organisations:network"


def register_pages() -> None:
    register(
        NavItem(
            label=_("Announcements"),
            about=_("What the desk tells members, now and before."),
            url_name="organisations:announcements",
            visible=lambda actor: True,
            order=30,
            hub=_HUB,
        )
    )
    register(
        NavItem(
            label=_("Meetings"),
            about=_("When the next one is, what was said, and who does what."),
            url_name="organisations:meetings",
            visible=lambda actor: True,
            order=32,
            hub=_HUB,
        )
    )
    register(
        NavItem(
            label=_("Stage of the network"),
            about=_("How far it has come, who says so and why."),
            url_name="organisations:stage",
            visible=lambda actor: True,
            order=34,
            hub=_HUB,
        )
    )
    register(
        NavItem(
            label=_("Features of coordination"),
            about=_("Five features in four levels, from day to day."),
            url_name="organisations:matrix",
            visible=can_read_reports,
            order=36,
            hub=_HUB,
        )
    )
    register(
        NavItem(
            label=_("Funded work"),
            about=_("How much money, for what, and how many people it reached."),
            url_name="organisations:workstreams",
            visible=can_read_reports,
            order=38,
            hub=_HUB,
        )
    )
    register(
        NavItem(
            label=_("Contacts"),
            about=_("Whom the desk was in touch with, and what to come back to."),
            url_name="organisations:contacts",
            visible=can_coordinate,
            order=40,
            hub=_HUB,
        )
    )
