"""The words that a network has for the needs."""

from django.db.models import Count

from ccs.tenancy.actor import Actor
from organisations.needs.models import NeedSynonym


def words_for(actor: Actor, need: str) -> list[NeedSynonym]:
    rows = NeedSynonym.objects.filter(network_id=actor.network.id, need=need)
    return list(rows.order_by("word", "id"))


def word_counts(actor: Actor) -> dict[str, int]:
    """How many words each need has; one that has none is left out."""
    rows = NeedSynonym.objects.filter(network_id=actor.network.id).order_by()
    return dict(rows.values_list("need").annotate(Count("id")))
