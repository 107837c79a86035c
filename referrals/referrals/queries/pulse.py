from ccs.tenancy.actor import Actor
from referrals.referrals.models import ReferralEvent


def newest_event(reference: str, *, actor: Actor) -> ReferralEvent | None:
    """The last thing that happened, with the envelope's names: one query, asked every few seconds.

    None for what is not the actor's, and for a draft, to which nothing has happened yet.
    """
    events = ReferralEvent.objects.filter(
        referral__network=actor.network.id, referral__reference=reference
    )
    return events.select_related("referral").order_by("-at", "-id").first()
