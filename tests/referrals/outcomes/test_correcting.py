from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from ccs.audit.models import AuditRecord
from ccs.tenancy.problems import NotAllowed, Problem
from referrals.outcomes.actions import record_gains, record_learnt
from referrals.outcomes.checking import check_gains, tidied
from referrals.outcomes.models import Award
from referrals.outcomes.queries import gained_from, learnt_of, met_elsewhere, versions_of
from referrals.outcomes.rules import Awarded, Gained, all_met
from referrals.outcomes.schemes import scheme_of_service, schemes_in
from referrals.referrals.actions import accept, close, reopen
from referrals.referrals.models import Referral
from tests.world import World

FOOD = Gained(
    needs=(("food", "met"), ("debt", "partly")),
    awards=(
        Awarded(
            "award",
            Decimal(120),
            scheme="RSS",
            scheme_code="local_welfare",
            need="food",
            evidence="saw",
            on=date(2026, 3, 2),
        ),
    ),
    own_words="I can breathe",
    may_quote=True,
    soft=("sleeps", "hope"),
)


def closed(world: World, gained: Gained | None = None) -> Referral:
    [referral] = world.refer()
    with world.acting("adviser") as actor:
        accept(actor=actor, reference=referral.reference)
        close(
            actor=actor,
            reference=referral.reference,
            outcome="helped_in_part",
            gained=gained,
        )
    return referral


def test_a_correction_keeps_what_stood_and_says_who_wrote_it(world: World) -> None:
    referral = closed(world, FOOD)
    more = Gained(needs=all_met("food", "debt"))

    with world.acting("adviser2") as actor:
        record_gains(actor=actor, reference=referral.reference, gained=more)

        now, before = versions_of(referral)
        assert (now.gained, now.by_name, now.replaced_at) == (more, "Adviser2 Sample", None)
        assert (before.gained, before.by_name) == (FOOD, "Adviser Sample")
        assert before.replaced_at == now.at
        assert Award.objects.count() == 1
    with world.acting("teacher"):
        assert len(versions_of(referral)) == 2


def test_what_was_opened_again_is_taken_back_only_by_who_closes_it_saying_so(world: World) -> None:
    referral, about = closed(world, FOOD), {"reference": "", "outcome": "helped_in_full"}
    about["reference"] = referral.reference

    with world.acting("adviser") as actor:
        reopen(actor=actor, reference=referral.reference, reason="They rang back.")
        close(actor=actor, **about)
        kept = gained_from(referral)
        reopen(actor=actor, reference=referral.reference, reason="Again.")
        close(actor=actor, **about, gained=Gained())

        assert kept == FOOD
        assert gained_from(referral) == Gained()


def test_what_was_learnt_later_is_of_the_team_that_was_told_alone(
    world: World, other_world: World
) -> None:
    referral = closed(world, FOOD)
    letter = Gained(awards=(Awarded("yearly", Decimal(900), evidence="saw"),))

    with world.acting("teacher") as teacher:
        for _ in range(2):
            record_learnt(actor=teacher, assessment_id=referral.assessment_id, gained=letter)

        assert learnt_of(referral.assessment_id) == letter
        assert met_elsewhere(referral.assessment_id, besides=None) == {"food": "Quay advice line"}
    for stranger in (world, other_world):
        with stranger.acting("adviser") as actor:
            assert learnt_of(referral.assessment_id) is None
            with pytest.raises(NotAllowed):
                record_learnt(actor=actor, assessment_id=referral.assessment_id, gained=FOOD)
    with world.acting("coordinator"):
        assert AuditRecord.objects.filter(action="outcome.learnt").count() == 1


def test_nothing_is_learnt_of_a_story_that_nobody_was_asked_about(world: World) -> None:
    story = world.assess()

    with world.acting("teacher") as teacher, pytest.raises(NotAllowed):
        record_learnt(actor=teacher, assessment_id=story.pk, gained=FOOD)


@pytest.mark.parametrize(
    ("gained", "field"),
    [
        (Gained(needs=(("warmth", "met"),)), "needs"),
        (Gained(needs=(("food", "yes"),)), "needs"),
        (Gained(soft=("rich",)), "soft"),
        (Gained(awards=(Awarded("award", Decimal(9), scheme_code="daf_eap"),)), "awards"),
        (Gained(awards=(Awarded("award", Decimal(9), evidence="rumour"),)), "awards"),
        (Gained(awards=(Awarded("award", Decimal(9), need="warmth"),)), "awards"),
        (
            Gained(awards=(Awarded("goods", on=timezone.localdate() + timedelta(days=2)),)),
            "awards",
        ),
        (Gained(own_words="x" * 2001), "words"),
    ],
    ids=["need", "met", "soft", "country", "evidence", "of no need", "to come", "long"],
)
def test_what_cannot_be_is_refused_beside_its_field(gained: Gained, field: str) -> None:
    with pytest.raises(Problem) as problem:
        check_gains(tidied(gained), country="england")

    assert problem.value.field == field


def test_it_is_kept_in_order_and_who_said_nothing_was_not_asked_to_be_quoted() -> None:
    told = Gained(
        needs=(("debt", "not"), ("food", "met")), soft=("hope", "sleeps", "hope"), may_quote=True
    )

    kept = tidied(told)

    assert kept.needs == (("food", "met"), ("debt", "not"))
    assert (kept.soft, kept.may_quote) == (("sleeps", "hope"), None)


def test_each_country_has_its_own_schemes_and_a_service_its_own() -> None:
    england, wales = schemes_in("england"), schemes_in("wales")

    assert ("daf_iap" in england, "local_welfare" in england) == (False, True)
    assert ("daf_iap" in wales, "local_welfare" in wales) == (True, False)
    assert [
        scheme_of_service(scheme=scheme, service=service, country=country)
        for scheme, service, country in (
            ("DAF", "Emergency Assistance Payment (EAP)", "wales"),
            ("DAF", "Individual Assistance Payment (IAP)", "wales"),
            ("DAF", "Discretionary fund", "wales"),
            ("RSS", "Resident Support Scheme (RSS)", "england"),
            ("", "Food parcels", "england"),
        )
    ] == ["daf_eap", "daf_iap", "", "local_welfare", ""]
