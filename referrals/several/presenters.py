"""What will happen to which of them, and what did."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ccs.tenancy.actor import Actor
from referrals.referrals.models import Referral
from referrals.referrals.presenters.wording import needs_in_words, page_of_referral, tag_of
from referrals.several.actions import Done
from referrals.several.rules import BEFORE, Deed

_TITLES: Final[dict[Deed, Promise]] = {
    Deed.ACCEPT: gettext_lazy("Accept these referrals"),
    Deed.ASSIGN: gettext_lazy("Give these referrals to a colleague"),
}
_BUTTONS: Final[dict[Deed, Promise]] = {
    Deed.ACCEPT: gettext_lazy("Accept them"),
    Deed.ASSIGN: gettext_lazy("Give them"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """The page before: `able` are those it will be done to, `unable` the others and why not."""

    title: str
    button: str
    will_happen: list[str]
    able: list[dict[str, Any]]
    unable: list[dict[str, Any]]


def asked(deed: Deed, referrals: Sequence[Referral], *, actor: Actor) -> Asked:
    able = [one for one in referrals if one.status in BEFORE[deed]]
    return Asked(
        title=str(_TITLES[deed]),
        button=str(_BUTTONS[deed]),
        will_happen=_will_happen(deed, len(able)),
        able=[_item(one, actor) for one in able],
        unable=[_item(one, actor) for one in referrals if one.status not in BEFORE[deed]],
    )


def results_shown(
    done: Sequence[Done], referrals: Sequence[Referral], *, actor: Actor
) -> list[dict[str, Any]]:
    """Each with what came of it, in the order in which it was done."""
    known = {one.reference: one for one in referrals}
    return [
        {
            "href": page_of_referral(actor.network.slug, one.reference),
            "title": _title(known[one.reference]),
            "tag": _failed() if one.why_not else {"text": _("Done"), "colour": "green"},
            "facts": [one.why_not] if one.why_not else [],
        }
        for one in done
    ]


def summary(deed: Deed, done: Sequence[Done]) -> str:
    """How many came right, in one sentence."""
    count = sum(1 for one in done if not one.why_not)
    if deed == Deed.ACCEPT:
        words = ngettext("%(n)d of %(all)d accepted", "%(n)d of %(all)d accepted", count)
    else:
        words = ngettext("%(n)d of %(all)d given", "%(n)d of %(all)d given", count)
    return words % {"n": count, "all": len(done)}


def _will_happen(deed: Deed, count: int) -> list[str]:
    if deed == Deed.ASSIGN:
        return [
            _("Whoever you choose is told by email, and is reminded from now on."),
            _("The teams that sent them see who has them."),
        ]
    return [
        _("The teams that sent them are told at once that you will help."),
        _("Your team then has to contact each person in time."),
        _("If a colleague was quicker with one of them, that one stays as it is."),
    ]


def _item(referral: Referral, actor: Actor) -> dict[str, Any]:
    return {
        "reference": referral.reference,
        "href": page_of_referral(actor.network.slug, referral.reference),
        "title": _title(referral),
        "tag": tag_of(referral.status),
        "facts": [referral.service_name, referral.from_name],
    }


def _title(referral: Referral) -> str:
    return f"{referral.reference} {needs_in_words(referral.needs)}"


def _failed() -> dict[str, str]:
    return {"text": _("Not done"), "colour": "orange"}
