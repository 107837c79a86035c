"""What the fields of a person's record are called when it is read out to them."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from referrals.papers.words import FIELDS

# Ids, places in a list and fingerprints: they say nothing that is not said beside them.
LEFT_OUT: Final = frozenset(
    {"network", "id", "position", "quote_id", "author_id", "notice_sha256", "sha256", "before"}
)
HASHED: Final = frozenset(
    {"own", "household", "home", "secrets", "code_hash", "birth_hash", "sent_hash"}
)
TOLD: Final[dict[str, Promise]] = {
    "age_band": _("Age"),
    "aftercare": _("May be asked again how they are"),
    "amount": _("In pounds"),
    "at": _("When"),
    "audience": _("Who may read it"),
    "awarded_on": _("Granted on"),
    "barriers": _("What makes it hard to get help"),
    "basis": _("Lawful basis"),
    "changed_at": _("Last changed"),
    "crises": _("Which crises"),
    "crisis": _("Needs that could not wait"),
    "crisis_since": _("A crisis since then"),
    "created_at": _("Written down"),
    "danger": _("Somebody may have been in danger"),
    "danger_done": _("What was done about it"),
    "danger_done_at": _("When that was"),
    "day": _("Day"),
    "discarded_at": _("Put away"),
    "discreet": _("Messages say nothing about it"),
    "edited_at": _("Last changed"),
    "ends_at": _("Could be read until"),
    "ethnicity": _("Ethnic group"),
    "evidence": _("How it is known"),
    "expires_at": _("Holds until"),
    "field": _("What was put right"),
    "first_sent_at": _("First sent"),
    "further_needs": _("Further needs"),
    "given": _("How it was said"),
    "go_on": _("May be asked again"),
    "household": _("Who lives with them"),
    "interpreter_needed": _("Needs an interpreter"),
    "item": _("What was asked"),
    "kept_at": _("Kept"),
    "kind": _("Kind"),
    "language": _("Language"),
    "left_at": _("No longer lives there since"),
    "local_authority": _("Council’s area, as a code"),
    "locked_until": _("Locked until"),
    "made_at": _("Made"),
    "may_quote": _("May be quoted without a name"),
    "names_desk": _("The desk may see it"),
    "need": _("Need"),
    "needs": _("Needs"),
    "needs_met": _("Needs that were met"),
    "needs_not": _("Needs that were not met"),
    "needs_partly": _("Needs that were met in part"),
    "notice_version": _("Version of the privacy notice"),
    "nrpf": _("No recourse to public funds"),
    "opened_at": _("Opened"),
    "organisations": _("Named to them"),
    "pass_on": _("May be passed on"),
    "printed_at": _("Printed"),
    "proved_at": _("They showed that it was they"),
    "reached": _("Reached"),
    "recorded_at": _("Written down"),
    "reason": _("Reason"),
    "reference": _("Reference"),
    "relationship": _("Who that is"),
    "renewed_at": _("Made anew"),
    "replaced_at": _("Replaced by a later version"),
    "revoked_at": _("Taken away"),
    "said_at": _("Said"),
    "scheme": _("Scheme"),
    "scheme_code": _("Kind of scheme"),
    "sent_until": _("A code that was sent holds until"),
    "size": _("Size in bytes"),
    "soft": _("What else changed"),
    "steadiness": _("How steady things are, from 0 to 10"),
    "step": _("Step"),
    "tries": _("Wrong tries"),
    "urgency": _("How soon"),
    "ward": _("Ward, as a code"),
    "way": _("How"),
    "with_children": _("With children"),
    "withdrawn_at": _("Taken back"),
    "after": _("What stands there since"),
}
# The audit's own codes: what somebody did with the record, for the person themselves.
READINGS: Final[dict[str, Promise]] = {
    "client.found": _("Found in a search"),
    "client.read": _("Read who you are and how to reach you"),
    "assessment.read": _("Read what you told"),
    "letter.read": _("Read a referral about you"),
    "emergency.read": _("Read a referral about you in an emergency"),
    "letter.exported": _("Read a referral about you by another program"),
    "chain.read": _("Read what came of your referrals"),
    "aftercare.read": _("Read how you were asked about since"),
    "caseload.exported": _("Saved a list with a referral about you"),
    "rights.released": _("Made a copy of your record, for you"),
}


def name_of(label: str, field: str) -> str:
    words = FIELDS.get(f"{label}.{field}") or TOLD.get(field) or FIELDS.get(field)
    if words is None:
        raise KeyError(f"{label}.{field} has no words")
    return str(words)
