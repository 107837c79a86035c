"""What every network starts with: short, open questions that a teacher or a volunteer can ask.

They say what is behind a crisis, in the words of whoever answers. No question asks for what only
an adviser needs; none can be answered by "yes" alone where it matters. docs/asking.md says where
they come from.
"""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_CRISIS: Final[dict[str, tuple[Promise, ...]]] = {
    "food": (
        _("What is there to eat at home now, and how long will it last?"),
        _("What happened? Did money stop coming in, or did a bill come?"),
        _("Who else is at home? Does anyone need special food, like a baby?"),
    ),
    "fuel": (
        _("Is there heating and hot water at home? How long will it last?"),
        _("How do you pay for it: a meter that you top up, or a bill?"),
        _("Is there a baby at home, or somebody who is ill or older?"),
    ),
    "cash": (
        _("What happened, and when do you next expect money?"),
        _("What has to be paid before then?"),
        _("Who else depends on this money?"),
    ),
    "furniture": (
        _("What is missing or broken at home?"),
        _("What do you sleep on, cook with and wash with now?"),
        _("How did this come about? Did you move, or leave a place in a hurry?"),
    ),
    "clothing": (
        _("What is needed first, for whom, and in what size?"),
        _("Is there something for school, work or a baby that cannot wait?"),
    ),
    "toiletries": (
        _("What have you run out of?"),
        _("Is there anything for a baby, or for periods, that is hard to ask for?"),
    ),
    "travel": (
        _("Where do you need to get to, and by when?"),
        _("What happens if you cannot get there?"),
    ),
    "shelter": (
        _("Where will you sleep tonight, and after that?"),
        _("What happened where you lived before? Is it safe to go back?"),
        _("Who is with you? Are there children?"),
    ),
    "phone": (
        _("How can people reach you now, and is that safe?"),
        _("What do you need a phone or the internet for this week?"),
    ),
}
_UNDERLYING: Final[dict[str, tuple[Promise, ...]]] = {
    "debt": (
        _("Is anyone chasing you for money?"),
        _("Do you open their letters? Would it help to look at them together?"),
        _("Which bills are hardest to keep up with: rent, council tax, energy?"),
        _("Has anyone come to your door, or said that they will?"),
    ),
    "benefits": (
        _("What money comes in, and has that changed?"),
        _("Has a payment stopped, been cut or been turned down?"),
        _("Has anyone ever checked with you what you can claim?"),
        _("Is there a form or a letter that is hard to answer?"),
    ),
    "housing": (
        _("What is it like where you live? Is it warm, dry and safe?"),
        _("How long can you stay there? Has anyone asked you to leave?"),
        _("Are you able to keep up with the rent?"),
        _("Who lives there with you, and is there room for everyone?"),
    ),
    "immigration": (
        _("Is there anything about your papers or your stay that worries you?"),
        _("Has anyone told you that you cannot get help because of your papers?"),
        _("Is somebody helping you with it, like a solicitor?"),
        _("Would you like to talk to an adviser about it in private?"),
    ),
    "employment": (
        _("How is work? Have your hours, pay or job changed?"),
        _("Are you paid what you were promised?"),
        _("What would help you to find work, or to keep it?"),
    ),
    "family": (
        _("How are things at home?"),
        _("How are the children? What has changed for them?"),
        _("Who is there for you when it gets hard?"),
        _("Is there somebody you would like to be in touch with again?"),
    ),
    "domestic_abuse": (
        _("Are you alone, and is it safe to talk now? Ask this first."),
        _("Do you feel safe at home?"),
        _("Does anyone hurt or frighten you, or decide what you may do or spend?"),
        _("How can we reach you so that nobody else finds out?"),
    ),
    "legal": (
        _("Is there a letter from a court or a solicitor? What does it say?"),
        _("Is there a date by which you must answer, or be somewhere?"),
        _("Has anyone given you advice about it?"),
    ),
    "mental_health": (
        _("How have you been feeling, and how do you sleep?"),
        _("What is harder for you now than it used to be?"),
        _("Who do you talk to about it? Does your doctor know?"),
        _("Do you ever think of hurting yourself? If they do, stop and get help now."),
    ),
    "physical_health": (
        _("Is anyone at home ill or disabled? What does that make hard?"),
        _("Do you have the medicine and the equipment that you need?"),
        _("Are you registered with a doctor, and can you get to see them?"),
    ),
    "drugs_alcohol": (
        _("Does drinking, drugs or gambling make things harder, for you or somebody at home?"),
        _("What would you like to change about it?"),
        _("Have you had help with it before? What was that like?"),
    ),
    "digital": (
        _("How do you get online when you need to?"),
        _("Is there a form or an account online that you cannot get into?"),
        _("Who helps you with it now?"),
    ),
    "education": (
        _("How is it going at school or college?"),
        _("What is missing for it: uniform, meals, a way to get there?"),
        _("What would you like to learn, or be doing in a year?"),
    ),
    "isolation": (
        _("Who do you see in a normal week?"),
        _("What did you like to do with others before?"),
        _("What makes it hard to get out or to meet people?"),
    ),
    "care": (
        _("Do you look after somebody, or does somebody look after you?"),
        _("What happens when you are ill, or need a rest?"),
        _("Does a child help to look after somebody at home?"),
    ),
}
DEFAULTS: Final = {**_CRISIS, **_UNDERLYING}
