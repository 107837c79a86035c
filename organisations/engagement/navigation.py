"""What the network's page leads to of this room."""

from collections.abc import Callable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ccs.tenancy.actor import Actor
from ccs.ui.navigation import NavItem, register
from organisations.roles.rules import can_coordinate, can_read_reports


def _everybody(actor: Actor) -> bool:
    return True


_PAGES: tuple[tuple[str, Promise, Promise, Callable[[Actor], bool]], ...] = (
    (
        "announcements",
        _("Announcements"),
        _("What the desk tells members, now and before."),
        _everybody,
    ),
    (
        "meetings",
        _("Meetings"),
        _("When the next one is, what was said, and who does what."),
        _everybody,
    ),
    (
        "stage",
        _("Stage of the network"),
        _("How far it has come, who says so and why."),
        _everybody,
    ),
    (
        "matrix",
        _("Features of coordination"),
        _("Five features in four levels, from day to day."),
        can_read_reports,
    ),
    (
        "workstreams",
        _("Funded work"),
        _("How much money, for what, and how many people it reached."),
        can_read_reports,
    ),
    (
        "surveys",
        _("Surveys"),
        _("How well the network works, as its members say, from year to year."),
        _everybody,
    ),
    (
        "contacts",
        _("Contacts"),
        _("Whom the desk was in touch with, and what to come back to."),
        can_coordinate,
    ),
)


def register_pages() -> None:
    for place, (name, label, about, visible) in enumerate(_PAGES):
        register(
            NavItem(
                label=label,
                about=about,
                url_name=f"organisations:{name}",
                visible=visible,
                order=30 + 2 * place,
                hub="organisations:network",
            )
        )
