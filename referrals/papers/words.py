"""What records and their fields are called, for somebody who reads about them and not in them."""

from typing import Final

from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ccs.retention.rules import Treatment
from referrals.papers.fields import Audience, Held, Record

RECORDS: Final[dict[str, Promise]] = {
    "ccs.User": _("Account of a worker"),
    "ccs.OutboxMessage": _("Message that waits to be sent"),
    "ccs.TextThread": _("Text that may be answered"),
    "networks.SettingChange": _("Change of the network’s settings"),
    "organisations.Membership": _("Worker in the network"),
    "organisations.ServiceChange": _("Change of a service"),
    "organisations.Capacity": _("What a service can take"),
    "organisations.CapacityChange": _("Change of what a service can take"),
    "organisations.Announcement": _("Announcement"),
    "organisations.ContactNote": _("Note of the desk about a talk"),
    "organisations.ContactChange": _("Change of such a note"),
    "organisations.Meeting": _("Meeting"),
    "organisations.Attendance": _("Who came to a meeting"),
    "organisations.MeetingAction": _("What was agreed at a meeting"),
    "organisations.HelpQuestion": _("Question to the helpline"),
    "organisations.QuestionWords": _("What was said about a question"),
    "organisations.HelpPageVersion": _("Version of a help page"),
    "organisations.NetworkStage": _("Stage of the network"),
    "organisations.CoordinationLevel": _("How well the network works together"),
    "organisations.Workstream": _("Funded piece of work"),
    "organisations.Joining": _("Organisation that is joining"),
    "organisations.JoiningMessage": _("What was said about joining"),
    "referrals.Client": _("Person who is helped"),
    "referrals.HouseholdMember": _("Somebody who lives with them"),
    "referrals.CheckRecord": _("How they were, some weeks later"),
    "referrals.Assessment": _("What they told"),
    "referrals.Answer": _("Answer that a service needs"),
    "referrals.Attachment": _("File"),
    "referrals.Consent": _("What they agreed to"),
    "referrals.DeletionAsked": _("Who was asked to delete their copy"),
    "referrals.KeptTyping": _("What was typed and not saved"),
    "referrals.SavedFilter": _("Filter that a worker saved"),
    "referrals.LearningNote": _("Learning note"),
    "referrals.UnusualReading": _("Reading of a worker that stood out"),
    "referrals.NoteQuote": _("Words chosen for a learning note"),
    "referrals.NoteEvent": _("Change of a learning note"),
    "referrals.Message": _("Message between the two teams"),
    "referrals.Note": _("Note of a worker"),
    "referrals.Gains": _("What came of it"),
    "referrals.Award": _("What they got"),
    "referrals.PaperLink": _("Link to this page"),
    "referrals.PracticeMail": _("Email to made-up people, for practice"),
    "referrals.ReferralEvent": _("What happened with a referral"),
    "referrals.PersonTally": _("Figures about who is helped"),
    "referrals.PersonLink": _("Card and link of the person"),
    "referrals.RightsStep": _("Step of a request by right"),
    "referrals.Correction": _("What was put right"),
    "referrals.TheirWords": _("What they said at the end"),
    "reporting.HistoryImport": _("Past referrals that were brought in"),
    "reporting.HistoryUpload": _("Files of past referrals, before they are brought in"),
}

# By the record and the field, or by the field alone where it means the same everywhere.
FIELDS: Final[dict[str, Promise]] = {
    "by_name": _("Name of the worker who did it"),
    "set_by_name": _("Name of the worker who did it"),
    "made_by_name": _("Name of the worker who did it"),
    "undone_by_name": _("Name of the worker who undid it"),
    "reporting.HistoryUpload.organisations": _("The file of organisations, without a person in it"),
    "reporting.HistoryUpload.referrals": _("The file of referrals, without a person in it"),
    "written_by": _("Name of the worker who wrote it"),
    "recorded_by": _("Name of the worker who wrote it down"),
    "said_by": _("Who says so"),
    "person_name": _("Name of the person talked to"),
    "email": _("Email address"),
    "phone": _("Phone number"),
    "name": _("Name"),
    "given_name": _("First name"),
    "family_name": _("Last name"),
    "date_of_birth": _("Date of birth"),
    "words": _("What was said, in their words"),
    "reason": _("Reason"),
    "body": _("The words"),
    "about": _("What it was about"),
    "text": _("The words"),
    "ccs.OutboxMessage.sealed": _("Code or address, encrypted"),
    "ccs.TextThread.number_hash": _("Phone number, as a keyed hash"),
    "organisations.ContactChange.before": _("What the note said before"),
    "organisations.Meeting.minutes": _("Minutes"),
    "organisations.MeetingAction.what": _("What is to be done"),
    "organisations.MeetingAction.owner_name": _("Who is to do it"),
    "organisations.Joining.contact_name": _("Name of the contact"),
    "organisations.Joining.contact_email": _("Email address of the contact"),
    "organisations.Joining.invited_by_name": _("Name of the worker who invited them"),
    "organisations.Joining.ended_by_name": _("Name of the worker who ended it"),
    "organisations.Joining.word": _("A word to the desk"),
    "referrals.Client.preferred_name": _("Name they are called by"),
    "referrals.Client.safe_to": _("Safe ways to reach them"),
    "referrals.Client.contact_notes": _("What to know before contacting them"),
    "referrals.Client.trusted_person": _("Somebody they trust"),
    "referrals.Client.languages": _("Languages"),
    "referrals.Client.interpreter_needed": _("Whether they need an interpreter"),
    "referrals.Client.address": _("Address"),
    "referrals.Client.no_fixed_address": _("That they have no fixed address"),
    "referrals.Client.postcode": _("Postcode"),
    "referrals.Client.access_needs": _("What helps them to take part"),
    "referrals.CheckRecord.note": _("Note"),
    "referrals.Assessment.story": _("What is happening"),
    "referrals.Assessment.wants": _("What they want"),
    "referrals.Assessment.danger_words": _("What was done about danger"),
    "referrals.Answer.value": _("The answer"),
    "referrals.Attachment.name": _("Name of the file"),
    "referrals.Attachment.sha256": _("Fingerprint of the file"),
    "referrals.Attachment.content": _("The file itself"),
    "referrals.Consent.recorded_name": _("Name of the worker who wrote it down"),
    "referrals.Consent.withdrawn_name": _("Name of the worker who wrote the change down"),
    "referrals.Consent.withdrawn_reason": _("Why they changed their mind"),
    "referrals.DeletionAsked.confirmed_name": _("Name of the worker who deleted it"),
    "referrals.KeptTyping.data": _("What was typed"),
    "referrals.LearningNote.authors": _("Authors"),
    "referrals.UnusualReading.note": _("What a manager noted about it"),
    "referrals.NoteQuote.left_out": _("Which words are left out"),
    "referrals.Gains.own_words": _("What changed, in their words"),
    "referrals.Award.what": _("What it is"),
    "referrals.PaperLink.made_for": _("Whom the link is for"),
    "referrals.PracticeMail.address": _("Made-up address"),
    "referrals.PracticeMail.subject": _("Subject"),
    "referrals.ReferralEvent.given_to": _("Name of the worker who got it"),
    "referrals.Correction.before": _("What stood there before"),
    "referrals.Correction.after": _("What stands there since"),
    "referrals.PersonTally.own": _("The person, as a pseudonym"),
    "referrals.PersonTally.household": _("The household, as a pseudonym"),
    "referrals.PersonTally.home": _("The home, as a pseudonym"),
    "referrals.PersonLink.secrets": _("Secrets of the links, as hashes"),
    "referrals.PersonLink.code_hash": _("Code, as a hash"),
    "referrals.PersonLink.birth_hash": _("Date of birth, as a hash"),
    "referrals.PersonLink.sent_hash": _("Code that was sent, as a hash"),
}

AUDIENCES: Final[dict[Audience, Promise]] = {
    Audience.PUBLIC: _("Everybody in the network; the public where the service is for everybody"),
    Audience.NETWORK: _("Everybody in the network"),
    Audience.ENVELOPE: _("The teams of both sides, their managers and the desk"),
    Audience.LETTER: _("The team that wrote it down, and teams to which it was sent"),
    Audience.OWN: _("The worker who made it, or the desk"),
    Audience.DESK: _("The desk, and managers of the organisation it is about"),
    Audience.PARENT: _("Whoever reads the record it belongs to"),
    Audience.SYSTEM: _("No page shows it to others: the system alone uses it"),
}

TREATMENTS: Final[dict[Treatment, Promise]] = {
    Treatment.DELETE: _("Emptied when its time is over"),
    Treatment.REDACT: _("Replaced by a sign when its time is over"),
    Treatment.KEEP: _("Stays: it names nobody"),
}


def record_name(label: str) -> str:
    """In words; for a table that nobody has named yet, by its own name."""
    return str(RECORDS.get(label) or apps.get_model(label)._meta.verbose_name.capitalize())


def field_name(record: Record, field: Held) -> str:
    words = FIELDS.get(f"{record.label}.{field.name}") or FIELDS.get(field.name)
    if words:
        return str(words)
    return str(apps.get_model(record.label)._meta.get_field(field.name).verbose_name).capitalize()
