"""This app's places in the navigation, and who sees each."""

from django.utils.translation import gettext_lazy as _

from ccs.ui.navigation import NavItem, register
from organisations.capacity.rules import has_services_to_run
from organisations.directory.rules import can_keep_services
from organisations.joining.rules import can_decide
from organisations.roles.rules import can_coordinate, can_manage_people

# The main menu, and what stands beside the name of the person.
_PAGES = (
    NavItem(
        label=_("Find services"),
        url_name="organisations:services",
        visible=lambda actor: True,
        order=30,
    ),
    NavItem(
        label=_("Capacity"),
        url_name="organisations:capacity",
        visible=has_services_to_run,
        order=40,
    ),
    NavItem(
        label=_("Our services"),
        url_name="organisations:own_services",
        visible=can_keep_services,
        order=45,
    ),
    NavItem(
        label=_("Network"),
        url_name="organisations:network",
        visible=lambda actor: True,
        order=50,
    ),
    NavItem(
        label=_("Help"),
        url_name="organisations:help",
        visible=lambda actor: True,
        order=5,
        account=True,
    ),
    NavItem(
        label=_("Your details"),
        url_name="organisations:profile",
        visible=lambda actor: True,
        order=10,
        account=True,
    ),
)
# What the network's own page leads to.
_OF_THE_NETWORK = (
    NavItem(
        label=_("Organisations that are joining"),
        about=_("Invite organisations, see how far they are, and approve them."),
        url_name="organisations:joinings",
        visible=can_decide,
        order=55,
        hub="organisations:network",
    ),
    NavItem(
        label=_("Members"),
        about=_("Organisations and teams, what they do and how to reach them."),
        url_name="organisations:members",
        visible=lambda actor: True,
        order=10,
        hub="organisations:network",
    ),
    NavItem(
        label=_("Teams"),
        about=_("Add, split, merge or close teams; pause an organisation, or leave with it."),
        url_name="organisations:teams",
        visible=can_manage_people,
        order=15,
        hub="organisations:network",
    ),
    NavItem(
        label=_("Lessons and practice"),
        about=_("How things work here, two minutes at a time, and what you have tried."),
        url_name="organisations:lessons",
        visible=lambda actor: True,
        order=70,
        hub="organisations:network",
    ),
    NavItem(
        label=_("Who leads the network"),
        about=_("The lead agency now, and handing the lead to another organisation."),
        url_name="organisations:lead",
        visible=lambda actor: True,
        order=80,
        hub="organisations:network",
    ),
    NavItem(
        label=_("History of the network"),
        about=_("Who led when and why, who joined and left in counts, and what was agreed."),
        url_name="organisations:history",
        visible=lambda actor: True,
        order=90,
        hub="organisations:network",
    ),
    NavItem(
        label=_("Agreements"),
        about=_("What members have promised each other, who signed it, and what is to be signed."),
        url_name="organisations:agreements",
        visible=lambda actor: True,
        order=20,
        hub="organisations:network",
    ),
)
# What the desk sets: order, label, about, address.
_OF_SETTINGS = (
    (
        10,
        _("Words for needs"),
        _("What people here call the needs that services meet."),
        "organisations:words",
    ),
    (
        20,
        _("Whom to call about a child or an adult at risk"),
        _("The numbers on the page that stops a referral when somebody is in danger."),
        "organisations:care_phones",
    ),
    (
        50,
        _("Who may refer where"),
        _("Services that take referrals from some organisations only, or under a contract."),
        "organisations:routes",
    ),
)


def register_pages() -> None:
    for page in (*_PAGES, *_OF_THE_NETWORK):
        register(page)
    for order, label, about, url_name in _OF_SETTINGS:
        register(
            NavItem(
                label=label,
                about=about,
                url_name=url_name,
                visible=can_coordinate,
                order=order,
                hub="networks:settings",
            )
        )
