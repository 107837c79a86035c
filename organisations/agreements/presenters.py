"""Agreements, signatures and what is still to be done, in words."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ccs.tenancy.actor import Actor
from ccs.ui import moments
from organisations.agreements.models import AgreementSignature, AgreementVersion, Kind
from organisations.agreements.rules import (
    Change,
    Changed,
    Clause,
    Standing,
    State,
    Why,
    can_sign_for,
    changes,
    clauses_in,
    last_day_before,
)
from organisations.members.models import Organisation

COLOURS: Final = {
    State.SIGNED: "green",
    State.AGAIN: "yellow",
    State.LAPSED: "red",
    State.NEVER: "grey",
}
_STATES: Final = {
    State.SIGNED: gettext_lazy("Signed"),
    State.AGAIN: gettext_lazy("Sign again"),
    State.LAPSED: gettext_lazy("Signature ended"),
    State.NEVER: gettext_lazy("Not signed"),
}
_CHANGES: Final = {
    Changed.ADDED: gettext_lazy("New clause: %(title)s"),
    Changed.CHANGED: gettext_lazy("Changed clause: %(title)s"),
    Changed.REMOVED: gettext_lazy("Removed clause: %(title)s"),
    Changed.ORDER: gettext_lazy("The clauses stand in another order"),
    Changed.RENEWAL: gettext_lazy("A signature is renewed after another time"),
}
_ABOUT: Final = {
    Kind.DATA_SHARING: gettext_lazy(
        "How members look after people’s information. Without it nobody’s details can be sent to"
        " an organisation."
    ),
    Kind.CHARTER: gettext_lazy("What members promise to the people they help, and to each other."),
}
ORGANISATION_WAITS: Final = "%(name)s: %(standing)s"


@dataclass(frozen=True, slots=True)
class OrganisationShown:
    """How one organisation stands to one agreement. `sign` and `evidence` are addresses."""

    name: str
    tag: dict[str, str]
    words: str
    sign: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class AgreementShown:
    title: str
    about: str
    versions: list[dict[str, str]]
    organisations: list[OrganisationShown]
    edit: str = ""


def name_of(kind: str) -> str:
    return str(Kind(kind).label)


def about(kind: str) -> str:
    return str(_ABOUT[Kind(kind)])


def tag_of(due: Standing) -> dict[str, str]:
    return {"text": str(_STATES[due.state]), "colour": COLOURS[due.state]}


def standing_in_words(due: Standing, *, now: datetime) -> str:
    """The one sentence that says what is so, and until when."""
    if due.state == State.NEVER:
        return _("has not signed")
    if due.last_day and due.why == Why.NEW_VERSION:
        day = moments.long_date(due.last_day, now)
        return _("signs the new version by %(day)s") % {"day": day}
    if due.last_day:
        return _("renews its signature by %(day)s") % {"day": moments.long_date(due.last_day, now)}
    if due.state == State.LAPSED:
        return _("its signature does not hold any more")
    return _("has signed")


def shown_for(
    one: Organisation, due: Standing, *, actor: Actor, now: datetime
) -> OrganisationShown:
    sign = evidence = ""
    if can_sign_for(actor, one.pk):
        sign = page_to_sign(actor, one, due)
    if due.signature:
        evidence = address(actor, "agreement_signature", signature_id=due.signature.pk)
    return OrganisationShown(one.name, tag_of(due), sentence(due, now=now), sign, evidence)


def party_shown(
    one: Organisation, due: Standing, *, actor: Actor, now: datetime
) -> OrganisationShown:
    """Of those who have signed: since when."""
    words = _("Signed on %(day)s.") % {"day": _signed_on(due.signature, now)}
    return replace(shown_for(one, due, actor=actor, now=now), words=words)


def sentence(due: Standing, *, now: datetime) -> str:
    """For the organisation itself and for the desk."""
    day = moments.long_date(due.last_day, now) if due.last_day else ""
    if due.state == State.AGAIN and due.why == Why.NEW_VERSION:
        return _("There is a new version. The signature of the old one holds until %(day)s.") % {
            "day": day
        }
    if due.state == State.AGAIN:
        return _("The signature ends. It holds until %(day)s.") % {"day": day}
    if due.state == State.LAPSED:
        return _("Nothing new is received until it is signed again. What is open can be finished.")
    if due.state == State.NEVER:
        return _("Nobody has signed yet.")
    return _("Signed on %(day)s.") % {"day": _signed_on(due.signature, now)}


def notice_for(due: Standing, name: str, *, may_sign: bool, now: datetime) -> str:
    """What a member reads before anything goes wrong; empty when all is well."""
    words = {"name": name}
    if due.state == State.SIGNED:
        return ""
    if due.last_day:
        words["day"] = moments.long_date(due.last_day, now)
        if not may_sign:
            return ""
        return _("%(name)s has to sign the data sharing agreement again by %(day)s.") % words
    if due.state == State.LAPSED:
        told = _(
            "The signature of %(name)s under the data sharing agreement has ended. You can finish"
            " what is open, but you receive nothing new and cannot start a referral."
        )
    else:
        told = _(
            "%(name)s has not signed the data sharing agreement, so you cannot start a referral or"
            " receive one."
        )
    return (told if may_sign else f"{told} {_('Ask your manager to sign it.')}") % words


def signature_rows(signature: AgreementSignature) -> list[tuple[str, str]]:
    """The evidence, as it is printed."""
    version = signature.version
    return [
        (_("Organisation"), signature.organisation.name),
        (_("Agreement"), name_of(signature.kind)),
        (_("Version"), str(signature.number)),
        (_("Signed by"), signature.signed_by_name),
        (_("Their role"), signature.signed_by_role),
        (_("Allowed to sign"), _("They said that they may sign for the organisation.")),
        (_("Signed on"), _moment(signature.signed_at)),
        (_("Signed in as"), _account(signature)),
        (_("In force from"), _moment(version.in_force_from)),
        (_("To be renewed by"), moments.full_date(_last_day(signature))),
        (_("Fingerprint of the text (SHA-256)"), signature.text_sha256),
    ]


def version_in_words(version: AgreementVersion, *, now: datetime) -> str:
    words = {
        "number": version.number,
        "day": moments.full_date(localtime(version.in_force_from).date()),
    }
    if version.taken_back_at:
        return _("Version %(number)d, taken back") % words
    if version.in_force_from > now:
        return _("Version %(number)d, in force from %(day)s") % words
    return _("Version %(number)d, in force since %(day)s") % words


def renewal_in_words(months: int) -> str:
    return ngettext(
        "A signature holds for %(n)d month.", "A signature holds for %(n)d months.", months
    ) % {"n": months}


def changes_in_words(version: AgreementVersion, before: AgreementVersion | None) -> list[str]:
    if before is None:
        return []
    return [in_words(one) for one in changes_between(version, before)]


def changes_between(version: AgreementVersion, before: AgreementVersion) -> list[Change]:
    return changes(
        clauses_in(before.clauses),
        clauses_in(version.clauses),
        months=(before.renew_months, version.renew_months),
    )


def in_words(change: Change) -> str:
    return str(_CHANGES[change.what]) % {"title": change.title}


def changes_shown(found: list[Change]) -> list[dict[str, Any]]:
    """With the words before and after, for who wants to compare."""
    return [{"what": in_words(one), "before": one.before, "after": one.after} for one in found]


def marked(clauses: list[Clause], found: list[Change]) -> list[dict[str, Any]]:
    """The clauses of a draft or a version, each with what happened to it."""
    tags = {
        Changed.ADDED: {"text": _("New"), "colour": "blue"},
        Changed.CHANGED: {"text": _("Changed"), "colour": "yellow"},
    }
    what = {one.after.id: one.what for one in found if one.after}
    return [
        {
            "clause": one,
            "place": place,
            "tag": tags[what[one.id]] if one.id in what else None,
            "changed": what.get(one.id) == Changed.CHANGED,
        }
        for place, one in enumerate(clauses, start=1)
    ]


def page_to_sign(actor: Actor, one: Organisation, due: Standing) -> str:
    """Empty where nothing waits."""
    if due.to_sign is None:
        return ""
    where = {"version_id": due.to_sign.pk, "organisation_id": one.pk}
    return address(actor, "sign_agreement", **where)


def page_of_organisation(actor: Actor, one: Organisation) -> str:
    return address(actor, "organisation", organisation_id=one.pk)


def address(actor: Actor, name: str, **arguments: object) -> str:
    return reverse(f"organisations:{name}", kwargs={"network": actor.network.slug, **arguments})


def _signed_on(signature: AgreementSignature | None, now: datetime) -> str:
    return moments.long_date(localtime(signature.signed_at).date(), now) if signature else ""


def _last_day(signature: AgreementSignature) -> date:
    return last_day_before(signature.expires_at)


def _moment(moment: datetime) -> str:
    local = localtime(moment)
    return _("%(day)s, %(time)s") % {
        "day": moments.full_date(local.date()),
        "time": moments.clock(moment),
    }


def _account(signature: AgreementSignature) -> str:
    if signature.signed_by:
        return signature.signed_by.name
    return _("Nobody: it was signed outside this site")
