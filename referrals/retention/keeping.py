"""Every table with something personal in it, and the rule by which that goes.

A test asks for a rule for each: a new table that nobody thought of is found.
"""

from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from referrals.rights.person import models_of_people


class Rule(TextChoices):
    """Said on the coordinators' page, in the order in which they stand here."""

    PERSON = "person", _("All that is held about somebody who was helped")
    DRAFTS = "drafts", _("What was written down and not sent, and what was typed and not saved")
    MESSAGES = "messages", _("Emails and texts, once they are sent")
    DEVICES = "devices", _("Browsers and second steps of people who sign in")
    ACCOUNTS = "accounts", _("Email addresses of people who were invited and never came")
    JOINING = "joining", _("What an organisation said on its way in")
    PRACTICE = "practice", _("What was practised")
    UPLOADS = "uploads", _("Tables of past referrals that were brought in")
    OWN = "own", _("What workers keep for themselves, and the page of papers")
    NETWORK = "network", _("The network’s own records: who did what, notes and minutes")


_UNTIL: Final = {
    Rule.PERSON: _(
        "Erased in the night after the time above. Counts stay, and that there was a referral."
    ),
    Rule.DRAFTS: _("30 days after somebody last worked on it."),
    Rule.MESSAGES: _("Deleted after 90 days. Whose number a text went to, the same."),
    Rule.DEVICES: _("When they end, or are not used any more."),
    Rule.ACCOUNTS: _("90 days after they were taken out again."),
    Rule.JOINING: _("The address after a week, all that was typed after a year."),
    Rule.PRACTICE: _("30 days after it was practised."),
    Rule.UPLOADS: _("After a week."),
    Rule.OWN: _("When they take it away, or when the network does."),
    Rule.NETWORK: _(
        "Stays with the network. It names workers, and nobody who was helped. The name of a worker"
        " goes as long after they left as a record is kept, and the account of who is nowhere else."
    ),
}
_BY_TABLE: Final[dict[str, Rule]] = {
    "ccs.User": Rule.ACCOUNTS,
    "ccs.KnownDevice": Rule.DEVICES,
    "ccs.LostStep": Rule.DEVICES,
    "ccs.OutboxMessage": Rule.MESSAGES,
    "ccs.TextThread": Rule.MESSAGES,
    "organisations.Joining": Rule.JOINING,
    "organisations.JoiningMessage": Rule.JOINING,
    "referrals.KeptTyping": Rule.DRAFTS,
    "referrals.PracticeMail": Rule.PRACTICE,
    "referrals.SavedFilter": Rule.OWN,
    "referrals.PaperLink": Rule.OWN,
    "reporting.HistoryUpload": Rule.UPLOADS,
    **dict.fromkeys(
        [
            "networks.SettingChange",
            "organisations.Announcement",
            "organisations.Attendance",
            "organisations.Capacity",
            "organisations.CapacityChange",
            "organisations.ContactChange",
            "organisations.ContactNote",
            "organisations.CoordinationLevel",
            "organisations.HelpPageVersion",
            "organisations.HelpQuestion",
            "organisations.Meeting",
            "organisations.MeetingAction",
            "organisations.Membership",
            "organisations.NetworkStage",
            "organisations.QuestionWords",
            "organisations.ServiceChange",
            "organisations.SurveyWave",
            "organisations.Workstream",
            "organisations.YearFigure",
            "referrals.DeletionAsked",
            "referrals.LearningNote",
            "referrals.NoteEvent",
            "referrals.NoteQuote",
            "referrals.ReferralEvent",
            "referrals.RightsStep",
            "referrals.UnusualReading",
            "reporting.HistoryImport",
        ],
        Rule.NETWORK,
    ),
}


def rule_of(label: str) -> Rule | None:
    """By which the table's personal fields go; None for one that nobody thought of."""
    if label in _BY_TABLE:
        return _BY_TABLE[label]
    of_people = {model._meta.label for model in models_of_people()}
    return Rule.PERSON if label in of_people else None


def kept_and_why() -> list[tuple[str, str]]:
    return [(str(rule.label), str(until)) for rule, until in _UNTIL.items()]
