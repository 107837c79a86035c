"""The desk's part of a referral's page: what it can do, and for everybody what it has done."""

from dataclasses import dataclass
from datetime import datetime

from ccs.tenancy.actor import Actor
from referrals.desk.presenters.brokering import offers_shown
from referrals.desk.queries import offers_of
from referrals.referrals.models import Referral
from referrals.referrals.presenters.wording import with_desk
from referrals.referrals.rules import Status


@dataclass(frozen=True, slots=True)
class DeskPanel:
    """`may_ask`: declined, and of the actor's team, so that the desk can be asked to look on."""

    offers: list[dict[str, str]]
    may_place: bool
    may_split: bool
    may_decline: bool
    may_return: bool
    may_hand_back: bool
    may_ask: bool


def desk_panel(
    referral: Referral,
    *,
    may: frozenset[str],
    actor: Actor,
    now: datetime,
    erased: bool = False,
) -> DeskPanel:
    through_desk = referral.desk_team_id is not None
    own_story = referral.origin_team_id in actor.teams
    return DeskPanel(
        offers=offers_shown(offers_of(referral), now=now) if through_desk else [],
        may_place="place" in may,
        may_split="place" in may and len(referral.needs) > 1,
        may_decline="desk_decline" in may,
        may_return="desk_return" in may,
        may_hand_back="hand_back" in may and with_desk(referral),
        may_ask=referral.status == Status.DECLINED and own_story and not erased,
    )
