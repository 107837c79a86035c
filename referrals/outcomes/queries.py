from referrals.outcomes.models import Award, Gains
from referrals.outcomes.rules import Awarded, Gained
from referrals.referrals.models import Referral


def gained_from(referral: Referral) -> Gained | None:
    """What was written down of it, for who holds the letter; None while nothing was."""
    kept = Gains.objects.filter(referral=referral).first()
    if kept is None:
        return None
    awards = Award.objects.filter(referral=referral).order_by("position")
    return Gained(
        needs_met=tuple(kept.needs_met),
        awards=tuple(
            Awarded(kind=one.kind, amount=one.amount, scheme=one.scheme, what=one.what)
            for one in awards
        ),
        words=kept.words,
    )
