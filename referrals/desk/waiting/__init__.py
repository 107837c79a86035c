"""The kinds of what waits for the desk, each found by the room that knows it."""

from django.utils.translation import gettext_lazy as _


def register_kinds() -> None:
    """Registered in the order of the counts on the desk's page."""
    from referrals.desk.waiting import (
        aftercare,
        helpline,
        members,
        promised,
        referrals,
        rights,
        services,
    )
    from referrals.desk.waiting.rows import Kind, Press, register

    for code, label, press, find in (
        ("brokered", _("Sent to the desk"), Press.PERSON, referrals.brokered),
        ("escalated", _("Nobody acted in time"), Press.PERSON, referrals.escalated),
        ("need", _("Declined, no other help"), Press.PERSON, referrals.needs),
        ("not_called", _("They say nobody called"), Press.PERSON, referrals.not_called),
        ("aftercare", _("Aftercare with the desk"), Press.PERSON, aftercare.taken_on),
        ("check", _("Aftercare not asked"), Press.PERSON, aftercare.not_made),
        ("finding", _("May wait on nobody"), Press.PERSON, referrals.findings),
        ("rights", _("Asked for by right"), Press.PERSON, rights.requests),
        ("question", _("Questions"), Press.HELPER, helpline.questions),
        ("joining", _("Joining"), Press.HELPER, members.joining),
        ("unsigned", _("To be signed"), Press.HELPER, members.unsigned),
        ("mail", _("Not sent"), Press.HELPER, helpline.mail),
        ("follow_up", _("To come back to"), Press.HELPER, promised.follow_ups),
        ("action", _("From meetings"), Press.HELPER, promised.actions),
        ("capacity", _("Capacity not confirmed"), Press.UPKEEP, services.not_confirmed),
        ("quiet", _("Teams gone quiet"), Press.UPKEEP, services.quiet),
    ):
        register(Kind(code=code, label=label, press=press, find=find))
