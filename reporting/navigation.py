"""This app's place in the navigation."""

from django.utils.translation import gettext_lazy as _

from ccs.ui.navigation import NavItem, register
from organisations.roles.rules import can_read_reports


def register_pages() -> None:
    register(
        NavItem(
            label=_("Reports"), url_name="reporting:reports", visible=can_read_reports, order=70
        )
    )
