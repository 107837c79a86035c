"""Help that comes with the product: short pages in every language of the site."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from organisations.engagement.questions.rules import Topic


@dataclass(frozen=True, slots=True)
class ProductPage:
    """`points` stand as a list under the first sentence; `then` is what comes of it."""

    slug: str
    topic: str
    title: Promise
    first: Promise
    points: Sequence[Promise]
    then: Sequence[Promise] = ()

    def holds(self, text: str) -> bool:
        """In the language of whoever looks."""
        words = text.casefold()
        said = (self.title, self.first, *self.points, *self.then)
        return any(words in str(one).casefold() for one in said)


PAGES: Final[dict[str, ProductPage]] = {
    page.slug: page
    for page in (
        ProductPage(
            slug="signing-in",
            topic=Topic.SIGNING_IN,
            title=_("Signing in"),
            first=_("There is no password. You sign in with a code that we send by email."),
            points=[
                _("Enter your work email address. A code comes within a minute or two."),
                _("Type the code on the same device. A new code makes the one before it useless."),
                _(
                    "Say whether other people use the device. If they do, you are signed out"
                    " after 2 hours."
                ),
            ],
            then=[
                _(
                    "No email? Look in your spam folder, and check that it is the address to"
                    " which you were invited. If you have a new address, your manager or the desk"
                    " can invite it."
                ),
                _(
                    "You can add a second step: a passkey or a code app. Coordinators have to."
                    " Its page is behind “Where you are signed in”, on the page of your details."
                ),
                _(
                    "Lost your phone? Use a backup code. Lost those too? Say so when you sign in,"
                    " then ring your coordinator: you put it right together."
                ),
            ],
        ),
        ProductPage(
            slug="safe-contact",
            topic=Topic.PEOPLE,
            title=_("Reaching somebody safely"),
            first=_(
                "Somebody else may hear the phone, see a text or open a letter. So we ask how"
                " each person can be reached safely, before anything else."
            ),
            points=[
                _("Ask the person. Do not guess from what you know of them."),
                _("Choose only the ways that are safe. Nobody uses the others."),
                _("Write down what else matters, such as times when they are alone."),
                _("Every service that you ask sees this first, above their name and number."),
            ],
            then=[
                _(
                    "If they change their mind, change it on their page: it counts for everybody"
                    " from then on."
                ),
            ],
        ),
        ProductPage(
            slug="making-a-referral",
            topic=Topic.REFERRING,
            title=_("Making a referral"),
            first=_("You tell the story once, and ask as many services as are needed."),
            points=[
                _("Who: if your team has helped them before, choose them and type nothing twice."),
                _("What: tick what they need, and answer the few questions that belong to it."),
                _("Who can help: you see who takes referrals now, and why somebody does not."),
                _("Agree: read out what is shared and with whom. They can say no to any of it."),
            ],
            then=[
                _("What you typed is kept. You can go on later, or on another device."),
                _("Nobody fits? Send it to the desk: people there look for help with you."),
            ],
        ),
        ProductPage(
            slug="answering",
            topic=Topic.ANSWERING,
            title=_("Answering a referral"),
            first=_("Say soon whether you can help, even before you know how."),
            points=[
                _("Accept: the referrer is told, and you note when you reach the person."),
                _("Ask: if something is missing, ask the referrer. Your time stands still."),
                _("Decline: say why. The referrer is told at once and looks further."),
                _("Pass it on: if the person agreed to that, another service can have it."),
            ],
            then=[
                _("When you are done, close it and say what came of it."),
                _("A tap too many? You can undo it on the referral’s page for a few minutes."),
            ],
        ),
        ProductPage(
            slug="nobody-answers",
            topic=Topic.ANSWERING,
            title=_("What happens when nobody answers"),
            first=_("No referral waits on nobody. Each has a time by which somebody has to act."),
            points=[
                _("When half of the time has passed, the team is reminded."),
                _("When it is over, the team and its managers are reminded."),
                _(
                    "A working day after that, the desk of the network is told. It rings the team,"
                    " or finds somebody else with you."
                ),
            ],
            then=[
                _("Only the hours count in which the desk is open: nobody is reminded at night."),
                _("You see on the referral’s page what has happened, and who has the next step."),
            ],
        ),
        ProductPage(
            slug="capacity",
            topic=Topic.CAPACITY,
            title=_("Saying what your service can take"),
            first=_("Everybody who refers sees whether you take referrals now."),
            points=[
                _("Open: you take referrals."),
                _("Limited: so many places a day, a week or in all. Then you are full."),
                _("Waiting list: you take referrals, and people wait about so many days."),
                _("Paused: nobody can be referred, and you can say when you open again."),
            ],
            then=[
                _("After a month we ask whether it is still right. One tap is enough."),
            ],
        ),
        ProductPage(
            slug="aftercare",
            topic=Topic.AFTERCARE,
            title=_("Aftercare: asking how they are"),
            first=_(
                "Some weeks after somebody was helped, the team that first listened asks how they"
                " are."
            ),
            points=[
                _("Only people who agreed to be asked are asked."),
                _("You are told on the day, with what they needed then."),
                _("Write down what they say. If something is needed again, refer from there."),
            ],
            then=[
                _("They can say at any time that they do not want to be asked again."),
            ],
        ),
    )
}
