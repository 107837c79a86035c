"""The page that a data-protection officer is sent, put together."""

from datetime import datetime

from django.utils.timezone import localtime
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from ccs.ui import moments, phones
from referrals.papers import sections
from referrals.papers.document import Paper, Rows, Section, Table
from referrals.papers.queries import Known


def statement_of(known: Known, *, now: datetime) -> Paper:
    years = known.network.standards["retention_years"]
    return Paper(
        title=_("Data protection in %(network)s") % {"network": known.network.name},
        network=known.network.name,
        made=_("As it is on %(date)s") % {"date": _day(now)},
        language=get_language() or "en",
        open_title=open_title(),
        sections=[
            _parties(known),
            agreed(known, "purpose", _("What it is for")),
            agreed(known, "lawful-bases", _("Lawful bases"), tables=[sections.bases()]),
            agreed(known, "special-category", _("Sensitive information")),
            agreed(known, "roles", _("Who is responsible")),
            sections.what_is_held(years),
            sections.who_sees(),
            sections.how_long(known.network.standards),
            sections.security(),
            sections.processors(),
            agreed(known, "rights", _("Rights of the person"), points=sections.rights()),
            agreed(known, "breach", _("When something goes wrong")),
            _versions(known),
            Section(title=_("Whom to ask"), rows=contacts(known), open=_no_contact(known)),
        ],
    )


def agreed(
    known: Known,
    clause: str,
    title: str,
    *,
    points: list[str] | None = None,
    tables: list[Table] | None = None,
) -> Section:
    """What the network's own agreement says about it; a question where it says nothing."""
    found = known.clauses.get(clause)
    text = (
        [line.strip() for line in found.text.strip().splitlines() if line.strip()] if found else []
    )
    missing = _("The network’s agreement in force says nothing about this yet.")
    return Section(
        title=title,
        text=text,
        points=points or [],
        tables=tables or [],
        open=[] if found else [missing],
    )


def contacts(known: Known) -> Rows:
    network = known.network
    said = known.answers.answers.get("contact", "") if known.answers else ""
    rows = [
        (_("About data protection"), said),
        (_("Lead agency"), known.lead),
        (_("Helpline"), phones.shown(network.helpline_phone) if network.helpline_phone else ""),
        (_("Email"), network.helpline_email),
        (_("Hours"), network.helpline_hours),
    ]
    return [(name, value) for name, value in rows if value]


def open_title() -> str:
    return _("Still open")


def _parties(known: Known) -> Section:
    table = Table(
        head=[_("Organisation"), _("Version"), _("Signed on")],
        rows=[[name, str(one.number), _day(one.signed_at)] for name, one in known.parties],
        caption=_("Organisations that signed the data sharing agreement"),
    )
    unnamed = ngettext(
        "One more has signed. It is named only to members.",
        "%(n)d more have signed. They are named only to members.",
        known.unnamed,
    ) % {"n": known.unnamed}
    return Section(
        title=_("Who takes part"),
        text=[unnamed] if known.unnamed else [],
        tables=[table] if known.parties else [],
        open=[] if known.parties or known.unnamed else [_("Nobody has signed yet.")],
    )


def _versions(known: Known) -> Section:
    table = Table(
        head=[_("Version"), _("In force from"), _("Fingerprint (SHA-256)")],
        rows=[
            [str(one.number), _day(one.in_force_from), one.text_sha256] for one in known.versions
        ],
        caption=_("Versions of the data sharing agreement"),
    )
    return Section(
        title=_("Versions of the agreement"),
        tables=[table] if known.versions else [],
        open=[] if known.versions else [_("There is no agreement yet.")],
    )


def _no_contact(known: Known) -> list[str]:
    said = known.answers.answers.get("contact", "") if known.answers else ""
    return [] if said else [_("Who answers for data protection in this network?")]


def _day(moment: datetime) -> str:
    return moments.full_date(localtime(moment).date())
