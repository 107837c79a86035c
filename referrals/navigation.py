"""Where the pages of this app stand in the main navigation."""

from django.utils.translation import gettext_lazy as _

from ccs.ui.navigation import NavItem, register
from organisations.public.beside import register_link
from organisations.roles.rules import can_coordinate, can_manage_people
from referrals.emergency.queries import teams_of
from referrals.learning.public_views import link_to_you_said

_PAGES = (
    NavItem(label=_("Home"), url_name="referrals:home", visible=lambda actor: True, order=10),
    NavItem(
        label=_("Referrals"),
        url_name="referrals:list",
        visible=lambda actor: bool(actor.envelopes),
        order=20,
    ),
    NavItem(
        label=_("People"),
        url_name="referrals:people",
        visible=lambda actor: bool(actor.teams),
        order=25,
    ),
    NavItem(
        label=_("Aftercare"),
        url_name="referrals:aftercare",
        visible=lambda actor: bool(actor.envelopes),
        order=27,
    ),
    NavItem(label=_("Desk"), url_name="referrals:desk", visible=can_coordinate, order=60),
    NavItem(
        label=_("Data protection"),
        about=_("Who signed, what is held and for how long. For a data-protection officer."),
        url_name="referrals:data_protection",
        visible=lambda actor: True,
        order=75,
        hub="organisations:network",
    ),
    NavItem(
        label=_("Who did what"),
        about=_("Who read and changed records, and reading that stood out."),
        url_name="referrals:audit",
        visible=can_manage_people,
        order=77,
        hub="organisations:network",
    ),
    NavItem(
        label=_("Read a letter in an emergency"),
        about=_("When somebody is in danger and the team that has their letter cannot be reached."),
        url_name="referrals:emergency",
        visible=lambda actor: bool(teams_of(actor)),
        order=78,
        hub="organisations:network",
    ),
    NavItem(
        label=_("Asked for by right"),
        about=_("People who ask for their record, a correction or erasure, and by when."),
        url_name="referrals:rights",
        visible=lambda actor: bool(actor.envelopes) or can_coordinate(actor),
        order=76,
        hub="organisations:network",
    ),
    NavItem(
        label=_("Members and their dates"),
        about=_("Who is joining, active or quiet, and whom to ring."),
        url_name="referrals:pipeline",
        visible=can_coordinate,
        order=15,
        hub="organisations:network",
    ),
    NavItem(
        label=_("Learning"),
        about=_("What we have learnt, and what people who were helped said."),
        url_name="referrals:learning",
        visible=lambda actor: True,
        order=60,
        hub="organisations:network",
    ),
    NavItem(
        label=_("Questions that help people ask"),
        about=_("The prompts beside each need, when somebody writes down what happens."),
        url_name="referrals:prompts",
        visible=can_coordinate,
        order=30,
        hub="networks:settings",
    ),
    NavItem(
        label=_("What is kept, and what is erased"),
        about=_("How long records of people are kept, and whose time is over soon."),
        url_name="referrals:retention",
        visible=can_coordinate,
        order=35,
        hub="networks:settings",
    ),
    NavItem(
        label=_("When people are asked how they are"),
        about=_("After how many weeks aftercare asks."),
        url_name="referrals:aftercare_weeks",
        visible=can_coordinate,
        order=40,
        hub="networks:settings",
    ),
    NavItem(
        label=_("Practise"),
        url_name="referrals:practice",
        visible=lambda actor: actor.user_id is not None,
        order=5,
        account=True,
    ),
)


def register_pages() -> None:
    for page in _PAGES:
        register(page)
    register_link("you_said", _("You said, we did"), link_to_you_said)
