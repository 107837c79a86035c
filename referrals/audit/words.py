"""What the codes of the audit mean, in words."""

from enum import StrEnum
from typing import Any, Final

from django.db.models import Q, TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from referrals.audit.rules import READS, SAME_NAME
from referrals.referrals.rules import EventKind

Said = str | Promise


class ActKind(TextChoices):
    """What a list of acts is narrowed to."""

    READ = "read", _("Looked at a record")
    TAKEN = "taken", _("Took information away")
    CHANGED = "changed", _("Wrote or changed something")


class Subject(StrEnum):
    """What an act is about, where a page leads to it."""

    REFERRAL = "referral"
    CLIENT = "client"
    ASSESSMENT = "assessment"
    ATTACHMENT = "attachment"


LOOKS: Final = READS | {
    SAME_NAME,
    "client.found",
    "audit.checked",
    "audit.read",
    "emergency.opened",
    "emergency.not_found",
}
TAKEN: Final = frozenset(
    {
        "audit.exported",
        "breach.exported",
        "caseload.exported",
        "export.asked",
        "letter.exported",
        "person_link.printed",
    }
)
SUBJECTS: Final[dict[str, Said]] = {
    Subject.REFERRAL: _("a referral"),
    Subject.CLIENT: _("a person’s record"),
    Subject.ASSESSMENT: _("a conversation"),
    Subject.ATTACHMENT: _("a file"),
    "aftercare": _("aftercare"),
    "check": _("a check-in"),
    "membership": _("a member"),
    "person_link": _("a person’s card"),
    "service": _("a service"),
    "team": _("a team"),
}
_WORDS: Final[dict[str, Said]] = {
    "letter.read": _("Opened the letter of a referral"),
    "emergency.opened": _("Asked to read a letter in an emergency"),
    "emergency.read": _("Opened the letter of a referral in an emergency"),
    "emergency.not_found": _("Asked in an emergency for a letter that they may not read"),
    "letter.exported": _("Took the letter of a referral away in a file"),
    SAME_NAME: _("Opened the letter of somebody with the same family name"),
    "client.read": _("Opened a person’s record"),
    "client.found": _("Saw a person’s name in a search"),
    "client.corrected": _("Corrected a person’s details"),
    "client.safe_ways": _("Changed how a person is reached safely"),
    "client.merged": _("Said that two records are one person"),
    "client.kept_apart": _("Said that two records are two people"),
    "client.parted": _("Parted two records that had been joined"),
    "assessment.read": _("Opened what a person told"),
    "assessment.recorded": _("Wrote down what a person told"),
    "assessment.revised": _("Changed what a person told"),
    "assessment.discarded": _("Threw away a conversation that was not sent"),
    "assessment.kept": _("Kept a conversation that was not sent"),
    "file.read": _("Opened a file"),
    "file.added": _("Added a file"),
    "file.infected": _("Tried to add a file that may hold a virus"),
    "file.removed": _("Removed a file"),
    "file.meant_for": _("Chose who gets a file"),
    "chain.read": _("Looked at what came of a referral that was passed on"),
    "aftercare.read": _("Opened how a person is since"),
    "aftercare.recorded": _("Wrote down how a person is since"),
    "aftercare.corrected": _("Corrected how a person is since"),
    "consent.named": _("Changed whom a person agreed to"),
    "consent.recorded": _("Wrote down a person’s agreement"),
    "consent.withdrawn": _("Wrote down that a person took back their agreement"),
    "caseload.exported": _("Took a list of referrals away in a file"),
    "export.asked": _("Asked for an export of figures"),
    "audit.read": _("Looked at who read and changed a record"),
    "audit.checked": _("Compared the audit with its seals"),
    "audit.exported": _("Took a list of who did what away in a file"),
    "breach.read": _("Looked at what an account had opened"),
    "breach.exported": _("Took a list of what an account had opened away in a file"),
    "reading.looked_into": _("Answered a note about unusual reading"),
    "outcome.learnt": _("Wrote down what came of a referral"),
    "person_link.made": _("Made a card for a person"),
    "person_link.printed": _("Printed a card for a person"),
    "person_link.renewed": _("Renewed a person’s card"),
    "person_link.revoked": _("Ended a person’s card"),
    "person.entered": _("Opened their own page"),
    "person.refused": _("Did not pass the check of their own page"),
    "person.contact_changed": _("Changed how they are reached"),
    "person.code_sent": _("Was sent a code for their own page"),
    "person.afterwards": _("Saw what comes after their referral"),
    "member.invited": _("Invited a member"),
    "member.changed": _("Changed a member’s details or roles"),
    "member.left": _("Ended a member’s membership"),
    "member.forgotten": _("Erased the name of a worker who left long ago"),
    "api_key.created": _("Made an API key"),
    "api_key.revoked": _("Ended an API key"),
    "referral.asked_for_self": _("A person asked for themselves"),
    "referral.assigned": _("Gave a referral to a worker"),
}
# By what stands before the point, where nothing more exact is needed.
_AREAS: Final[dict[str, Said]] = {
    "aftercare": _("Changed aftercare"),
    "agreement": _("Worked on an agreement"),
    "announcement": _("Worked on an announcement"),
    "api_key": _("Changed an API key"),
    "assessment": _("Changed a conversation"),
    "capacity": _("Changed whether a service has room"),
    "client": _("Changed a person’s record"),
    "consent": _("Changed a person’s agreement"),
    "contact_note": _("Worked on a note about a member"),
    "desk": _("Shared out the desk’s work"),
    "export": _("Worked on an export"),
    "figures": _("Changed figures"),
    "file": _("Changed a file"),
    "filter": _("Kept a filter"),
    "gains": _("Wrote down what came of a referral"),
    "help_page": _("Worked on a help page"),
    "history": _("Worked on figures from before"),
    "impact": _("Worked on the impact assessment"),
    "joining": _("Worked on who joins"),
    "lead": _("Worked on who leads the network"),
    "learning": _("Worked on what was learnt"),
    "lesson": _("Did a lesson"),
    "location": _("Changed a place"),
    "meeting": _("Worked on a meeting"),
    "member": _("Changed who is a member"),
    "message": _("Wrote a message"),
    "need": _("Worked on a need"),
    "network": _("Changed the network"),
    "note": _("Wrote a note"),
    "offer": _("Answered whether a service can help"),
    "organisation": _("Changed an organisation"),
    "outcome": _("Wrote down what came of a referral"),
    "pack": _("Worked on a report"),
    "panel": _("Closed a tip"),
    "paper_link": _("Changed a link to the data-protection papers"),
    "person": _("Used their own page"),
    "person_link": _("Changed a person’s card"),
    "practice": _("Used practice"),
    "profile": _("Changed their own details"),
    "programme": _("Changed who oversees the programme"),
    "prompts": _("Changed the questions that help people ask"),
    "question": _("Worked on a question"),
    "questions": _("Worked on what a person is asked at the end"),
    "referral": _("Changed a referral"),
    "retention": _("Changed how long records are kept"),
    "rights": _("Worked on a person’s request about their data"),
    "roles": _("Changed somebody’s roles"),
    "service": _("Changed a service"),
    "settings": _("Changed the network’s settings"),
    "signpost": _("Gave somebody the details of another service"),
    "survey": _("Worked on a survey"),
    "team": _("Changed a team"),
    "typing": _("Kept or threw away what was being typed"),
    "welcome": _("Closed a tip"),
    "words": _("Changed what may be quoted"),
    "workstream": _("Worked on a workstream"),
    "year_figure": _("Wrote down a figure of the year"),
}


def in_words(action: str) -> Said:
    """Never a code, whatever it is that was done."""
    if action in _WORDS:
        return _WORDS[action]
    area, _dot, kind = action.partition(".")
    if area == "referral" and kind in EventKind.values:
        return EventKind(kind).label
    return _AREAS.get(area, _("Did something that has no words here yet"))


def has_words(action: str) -> bool:
    """Whether somebody wrote words for it, or for all of its kind."""
    return action in _WORDS or action.partition(".")[0] in _AREAS


def about_in_words(kind: str) -> Said:
    return SUBJECTS.get(kind, "")


def of_kind(kind: str) -> Q:
    """The acts of a kind; all for what is none."""
    conditions: dict[str, Any] = {
        ActKind.READ: Q(action__in=LOOKS),
        ActKind.TAKEN: Q(action__in=TAKEN),
        ActKind.CHANGED: ~Q(action__in=LOOKS | TAKEN),
    }
    return conditions.get(kind, Q())
