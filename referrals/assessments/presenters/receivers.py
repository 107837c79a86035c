"""What each service that was chosen will see."""

from collections.abc import Collection, Mapping

from django.utils.translation import gettext as _

from organisations.directory.models import Service
from organisations.directory.rules import item_labels
from organisations.members.presenters import full_name


def receivers_of(services: Collection[Service]) -> list[tuple[str, str]]:
    """Each service with what it will see besides what all of them see."""
    return [(_whom(service), _also(service)) for service in services]


def answered_before(
    services: Collection[Service], answers: Mapping[str, str], *, asked: Collection[str]
) -> list[tuple[str, str]]:
    """What these services will see of earlier answers that the page does not ask again."""
    wanted = {item for service in services for item in service.information_needed}
    labels = item_labels((wanted & answers.keys()) - set(asked))
    return [(label, answers[item]) for item, label in labels.items()]


def _whom(service: Service) -> str:
    return _("%(service)s, %(team)s") % {"service": service.name, "team": full_name(service.team)}


def _also(service: Service) -> str:
    items = "; ".join(item_labels(service.information_needed).values())
    if not items:
        return _("Sees what is below.")
    return _("Sees what is below, and your answers to: %(items)s.") % {"items": items}
