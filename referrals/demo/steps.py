"""The steps of the demo's stories: each by the action a page would call, as who took it."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from ccs.tenancy.actor import Actor
from organisations.directory.queries import services_to_refer_to
from organisations.members.models import Membership
from referrals.desk import actions as desk
from referrals.desk.actions.agreeing import agree_to_desk
from referrals.desk.models import Offer
from referrals.messages.actions import post_message
from referrals.messages.keeping import keep_note
from referrals.outcomes.actions import record_gains, record_learnt
from referrals.outcomes.rules import Awarded, Gained, all_met
from referrals.referrals import actions
from referrals.referrals.models import Referral


def services_named(actor: Actor, names: list[str]) -> list[UUID]:
    known = {service.name: service.pk for service in services_to_refer_to(actor)}
    return [known[name] for name in names]


def _see(actor: Actor, reference: str, step: dict[str, Any]) -> None:
    actions.mark_seen(actor=actor, referral=Referral.objects.get(reference=reference))


def _accept(actor: Actor, reference: str, step: dict[str, Any]) -> None:
    given_to = step.get("assigned_to")
    member = Membership.objects.get(user__email=given_to).pk if given_to else None
    actions.accept(actor=actor, reference=reference, assigned_to=member)


def _decline(actor: Actor, reference: str, step: dict[str, Any]) -> None:
    better = step.get("suggested_service")
    actions.decline(
        actor=actor,
        reference=reference,
        reason=step["reason"],
        note=step["note"],
        suggested_service=services_named(actor, [better])[0] if better else None,
    )


def _withdraw(actor: Actor, reference: str, step: dict[str, Any]) -> None:
    actions.withdraw(actor=actor, reference=reference, reason=step["reason"])


def _message(actor: Actor, reference: str, step: dict[str, Any]) -> None:
    post_message(actor=actor, reference=reference, body=step["text"])


def _note(actor: Actor, reference: str, step: dict[str, Any]) -> None:
    keep_note(actor=actor, reference=reference, audience=step["for"], text=step["text"])


def _contact(actor: Actor, reference: str, step: dict[str, Any]) -> None:
    made = step.get("made", True)
    actions.record_contact(actor=actor, reference=reference, made=made, way=step["way"])


def _close(actor: Actor, reference: str, step: dict[str, Any]) -> None:
    actions.close(
        actor=actor,
        reference=reference,
        outcome=step["outcome"],
        note=step["note"],
        gained=_gained(step["gains"]) if "gains" in step else None,
    )


def _gained(told: dict[str, Any]) -> Gained:
    awards = [
        Awarded(**{**one, "amount": Decimal(one["amount"]) if "amount" in one else None})
        for one in told.get("awards", [])
    ]
    needs = [*all_met(*told.get("needs_met", [])), *map(tuple, told.get("needs", []))]
    return Gained(
        needs=tuple(needs),
        awards=tuple(awards),
        words=told.get("words", ""),
        own_words=told.get("own_words", ""),
        may_quote=told.get("may_quote"),
        soft=tuple(told.get("soft", [])),
    )


def _gains(actor: Actor, reference: str, step: dict[str, Any]) -> None:
    """More was learnt after closing."""
    record_gains(actor=actor, reference=reference, gained=_gained(step["gains"]))


def _learnt(actor: Actor, reference: str, step: dict[str, Any]) -> None:
    """By the team that was told, about the whole story."""
    told = Referral.objects.get(reference=reference).assessment_id
    record_learnt(actor=actor, assessment_id=told, gained=_gained(step["gains"]))


def _return(actor: Actor, reference: str, step: dict[str, Any]) -> None:
    actions.return_to_sender(actor=actor, reference=reference, question=step["text"])


def _answer(actor: Actor, reference: str, step: dict[str, Any]) -> None:
    actions.answer(actor=actor, reference=reference, text=step["text"])


def _forward(actor: Actor, reference: str, step: dict[str, Any]) -> None:
    [service] = services_named(actor, [step["service"]])
    actions.forward(actor=actor, reference=reference, service=service, note=step["note"])


def _revoke(actor: Actor, reference: str, step: dict[str, Any]) -> None:
    """The person takes back their agreement."""
    told = Referral.objects.get(reference=reference).assessment_id
    actions.withdraw_consent(actor=actor, assessment_id=told, reason=step["reason"])


def _ask_desk(actor: Actor, reference: str, step: dict[str, Any]) -> None:
    """Declined: they are asked whether the desk may look on, and it does."""
    told = Referral.objects.get(reference=reference).assessment_id
    agree_to_desk(actor=actor, assessment_id=told, given=step["given"])
    desk.ask_desk_after_refusal(actor=actor, reference=reference, note=step["note"])


def _desk_return(actor: Actor, reference: str, step: dict[str, Any]) -> None:
    desk.desk_return(actor=actor, reference=reference, question=step["text"])


def _desk_answer(actor: Actor, reference: str, step: dict[str, Any]) -> None:
    desk.desk_answer(actor=actor, reference=reference, text=step["text"])


def _split(actor: Actor, reference: str, step: dict[str, Any]) -> None:
    desk.split(actor=actor, reference=reference, apart=step["apart"])


def _offer(actor: Actor, reference: str, step: dict[str, Any]) -> None:
    asked = services_named(actor, step["services"])
    desk.offer(actor=actor, reference=reference, service_ids=asked)


def _accept_offer(actor: Actor, reference: str, step: dict[str, Any]) -> None:
    """The team does not see the referral before, so it is found by what was asked."""
    made = Offer.objects.get(service__name=step["service"], team__in=actor.teams, answer="")
    desk.accept_offer(actor=actor, offer_id=made.pk)


def _place(actor: Actor, reference: str, step: dict[str, Any]) -> None:
    [service] = services_named(actor, [step["service"]])
    desk.place(actor=actor, reference=reference, service_id=service)


STEPS: Final[dict[str, Callable[[Actor, str, dict[str, Any]], None]]] = {
    "seen": _see,
    "accept": _accept,
    "decline": _decline,
    "withdraw": _withdraw,
    "message": _message,
    "note": _note,
    "contact": _contact,
    "close": _close,
    "gains": _gains,
    "learnt": _learnt,
    "return": _return,
    "answer": _answer,
    "forward": _forward,
    "revoke": _revoke,
    "ask_desk": _ask_desk,
    "desk_return": _desk_return,
    "desk_answer": _desk_answer,
    "split": _split,
    "offer": _offer,
    "accept_offer": _accept_offer,
    "place": _place,
}
