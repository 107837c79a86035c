"""A person in words: how to reach them without putting them at risk, who they are, with whom."""

from datetime import datetime

from django.utils.translation import gettext as _

from ccs.ui import moments, phones
from ccs.ui.languages import language_name
from referrals.clients.models import AgeBand, Client, HouseholdMember, SafeTo
from referrals.clients.relationships import relationship_in_words

Rows = list[tuple[str, str]]


def ways_to_reach(client: Client, *, safe: bool) -> str:
    """Empty when nobody has said: then neither list may be read as an answer."""
    if not client.safe_to:
        return ""
    return ", ".join(str(label) for way, label in SafeTo.choices if (way in client.safe_to) is safe)


def contact_rows(client: Client) -> Rows:
    return told(
        (_("Phone"), phones.shown(client.phone) if client.phone else ""),
        (_("Email"), client.email),
        (_("What to know first"), client.contact_notes),
        (_("Somebody they trust"), client.trusted_person),
        (_("Languages"), ", ".join(language_name(code) for code in client.languages)),
        (_("Interpreter"), _("They need an interpreter") if client.interpreter_needed else ""),
    )


def person_rows(client: Client, now: datetime) -> Rows:
    return told(
        (_("Name"), client.full_name),
        (_("Likes to be called"), client.preferred_name),
        (_("Date of birth"), born_in_words(client, now)),
        (_("Age"), str(AgeBand(client.age_band).label) if client.age_band else ""),
        (_("Address"), address_in_words(client)),
        (_("Postcode"), client.postcode),
        (_("Access needs"), client.access_needs),
    )


def address_in_words(client: Client) -> str:
    if client.no_fixed_address:
        return _("No fixed address")
    return ", ".join(line.strip(" ,") for line in client.address.splitlines() if line.strip())


def born_in_words(person: Client | HouseholdMember, now: datetime) -> str:
    if person.date_of_birth is None:
        return ""
    return _("%(date)s (%(age)s)") % {
        "date": moments.full_date(person.date_of_birth),
        "age": moments.age(person.date_of_birth, now),
    }


def relative_in_words(member: HouseholdMember, now: datetime) -> str:
    age = moments.age(member.date_of_birth, now) if member.date_of_birth else ""
    who = relationship_in_words(member.relationship)
    return ", ".join(part for part in (relative_name(member), who, age) if part)


def relative_name(member: HouseholdMember) -> str:
    return f"{member.given_name} {member.family_name}".strip()


def told(*rows: tuple[str, str]) -> Rows:
    """What was not told is not shown: an empty row reads like a question."""
    return [(name, value) for name, value in rows if value]
