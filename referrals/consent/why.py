"""“Why may I share this?”: who gets what, under which agreement, for how long, and how it ends."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ccs.ui import moments
from ccs.ui.languages import OWN_NAMES
from networks.networks.models import Network
from organisations.directory.rules import item_labels
from referrals.attachments.rules import files_among
from referrals.consent.models import Basis, Consent, Given

Rows = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class WhyShared:
    """Rows of name and value. Without an agreement in force `may` is false, and they say so."""

    may: bool
    rows: Rows
    # The network's page about data protection.
    papers: str = ""


def why_shared(
    consent: Consent | None, *, to: Sequence[str], items: Sequence[str], network: Network
) -> WhyShared:
    """`to` are those who get it, by name; `items` what their share opens besides the core."""
    papers = reverse("referrals:data_protection", kwargs={"network": network.slug})
    rows = [(_("Who gets it"), "; ".join(to)), (_("What they get"), what_is_shared(items))]
    if consent is None:
        why = _("Nobody has agreed to it, or the agreement is over. So it may not be shared.")
        return WhyShared(may=False, rows=[*rows, (_("Why you may"), why)], papers=papers)
    rows += [
        (_("Why you may"), how_agreed(consent)),
        (_("Reason"), consent.reason),
        (_("Recorded"), recorded(consent)),
        (_("May they pass it on?"), _passed_on(consent)),
        (_("How long"), _how_long(consent, network)),
        (_("How it can end"), _taken_back(consent)),
    ]
    told = [(name, value) for name, value in rows if value]
    return WhyShared(may=True, rows=told, papers=papers)


def what_is_shared(items: Sequence[str]) -> str:
    """The core, the answers that were asked for, and how many files."""
    parts = [
        _(
            "name and how to reach them safely; their household; what is happening; what they"
            " need and want; what makes it hard"
        )
    ]
    files = files_among(items)
    answers = item_labels(item for item in items if not item.startswith("file:"))
    if answers:
        parts.append(_("answers to: %(items)s") % {"items": ", ".join(answers.values())})
    if files:
        parts.append(ngettext("%(n)d file", "%(n)d files", len(files)) % {"n": len(files)})
    words = "; ".join(parts)
    return words[:1].upper() + words[1:]


def how_agreed(consent: Consent) -> str:
    """Such as `They agreed: in person, on 22 November 2026, in English`."""
    day = moments.full_date(localtime(consent.recorded_at).date())
    if consent.basis != Basis.CONSENT:
        return _("Without their agreement: %(basis)s, since %(date)s") % {
            "basis": Basis(consent.basis).label,
            "date": day,
        }
    return _("They agreed: %(how)s, on %(date)s, in %(language)s") % {
        "how": Given(consent.given).label,
        "date": day,
        "language": OWN_NAMES.get(consent.language, consent.language),
    }


def asked_again(consent: Consent) -> str:
    """What they said to aftercare."""
    if consent.aftercare:
        return _("You may get in touch in a few weeks to ask how they are.")
    return _("They do not want to be asked in a few weeks how they are.")


def recorded(consent: Consent) -> str:
    words = {"name": consent.recorded_name, "version": consent.notice_version}
    if not consent.recorded_name:
        return _("With the words of version %(version)s") % words
    return _("By %(name)s, with the words of version %(version)s") % words


def _passed_on(consent: Consent) -> str:
    if consent.pass_on:
        return _("Yes, to others in this network who can help")
    if consent.names_desk:
        return _("Only the desk may, to find somebody who can help")
    return _("No. Ask the person first")


def _how_long(consent: Consent, network: Network) -> str:
    years = network.standards["retention_years"]
    kept = ngettext(
        "Each team’s record is kept for %(n)d year after it ends.",
        "Each team’s record is kept for %(n)d years after it ends.",
        years,
    ) % {"n": years}
    if consent.expires_at is None:
        return kept
    day = moments.full_date(localtime(consent.expires_at).date())
    first = _("After %(date)s nothing more is shared under it.") % {"date": day}
    return f"{first} {kept}"


def _taken_back(consent: Consent) -> str:
    if consent.basis != Basis.CONSENT:
        return _("They can object: tell whoever looks after data protection where you work.")
    return _(
        "They can change their mind at any time: they tell you or any team that has it. Then"
        " nobody but you sees it any more, and the others delete their copies."
    )
