"""What each of those who were chosen will see: exactly, and why it may be shared with them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from networks.networks.models import Network
from organisations.directory.models import Service
from organisations.directory.rules import ITEMS, item_labels
from organisations.members.presenters import full_name
from referrals.assessments.choice import Chosen
from referrals.attachments.models import Attachment
from referrals.attachments.rules import goes_to_service, item_of
from referrals.consent.models import Consent
from referrals.consent.why import WhyShared, why_shared

Rows = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Receiver:
    """One of them: `rows` are what it sees besides what all of them see."""

    name: str
    rows: Rows
    why: WhyShared | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What there is to share: answers by their item, and files."""

    answers: Mapping[str, str]
    files: Sequence[Attachment]


def named(chosen: Chosen) -> Rows:
    """Whom to name to the person, with what each will ask to know."""
    rows = [(_whom(one), _asks(one)) for one in chosen.services]
    return [*rows, (_("The desk of this network"), _desk_does())] if chosen.desk else rows


def receivers_of(
    chosen: Chosen, told: Told, *, consent: Consent, network: Network
) -> list[Receiver]:
    found = []
    for service in chosen.services:
        files = [one for one in told.files if goes_to_service(one.goes_to, service.pk)]
        items = [*service.information_needed, *(item_of(one.pk) for one in files)]
        why = why_shared(consent, to=[_whom(service)], items=items, network=network)
        rows = _rows(item_labels(service.information_needed), told.answers, files)
        found.append(Receiver(_whom(service), rows, why))
    return [*found, _desk(told, consent, network)] if chosen.desk else found


def answered_before(chosen: Chosen, answers: Mapping[str, str], *, asked: Sequence[str]) -> Rows:
    """What these services will see of earlier answers that the page does not ask again."""
    wanted = {item for service in chosen.services for item in service.information_needed}
    labels = item_labels((wanted & answers.keys()) - set(asked))
    return [(label, answers[item]) for item, label in labels.items()]


def _desk(told: Told, consent: Consent, network: Network) -> Receiver:
    """It has to judge who may take them: so it reads every answer there is."""
    files = [one for one in told.files if goes_to_service(one.goes_to, None)]
    asked = [item for item in told.answers if item in ITEMS]
    items = [*asked, *(item_of(one.pk) for one in files)]
    name = _("The desk of this network")
    why = why_shared(consent, to=[name], items=items, network=network)
    labels = item_labels(asked)
    return Receiver(
        name, [(_("What it does"), _desk_does()), *_rows(labels, told.answers, files)], why
    )


def _rows(
    labels: Mapping[str, str], answers: Mapping[str, str], files: Sequence[Attachment]
) -> Rows:
    rows = [(_("Sees"), _("What all of them see: it stands below"))]
    rows += [(label, answers.get(item) or _("Not answered")) for item, label in labels.items()]
    names = ", ".join(one.name for one in files)
    return [*rows, (_("Files"), names)] if names else rows


def _whom(service: Service) -> str:
    return _("%(service)s, %(team)s") % {"service": service.name, "team": full_name(service.team)}


def _asks(service: Service) -> str:
    items = "; ".join(item_labels(service.information_needed).values())
    if not items:
        return _("Asks nothing more.")
    return _("Also asks: %(items)s.") % {"items": items}


def _desk_does() -> str:
    return _("It looks for somebody who can help, and passes this on to them.")
