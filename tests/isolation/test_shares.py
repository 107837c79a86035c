"""The ledger of who may see what cannot be forged, widened or reopened."""

from contextlib import AbstractContextManager
from datetime import date
from uuid import UUID

from django.utils import timezone

from ccs.tenancy.context import Context, Role, enter, system
from organisations.members.actions import NewOrganisation, add_organisation
from organisations.members.models import Organisation, Team
from referrals.assessments.models import Assessment
from referrals.clients.models import Client, Share
from referrals.referrals.actions import decline
from referrals.referrals.models import Referral
from tests.isolation.granting import agree_to_pass_on, granted, origin_of, receivers, share
from tests.isolation.refusals import refused_by_a_key, refused_by_a_wall
from tests.world import World


def test_a_team_cannot_say_that_it_wrote_anothers_story(here: World) -> None:
    assessment, council = here.assess(), here.council.pk

    forged = share(assessment, team_id=council, granted_by_id=council, origin_team=council)

    with refused_by_a_key("share_origin_wrote_it"), here.acting("officer"):
        forged.save(force_insert=True)


def test_nor_by_leaving_out_who_wrote_it(here: World) -> None:
    assessment, council = here.assess(), here.council.pk

    forged = share(assessment, team_id=council, granted_by_id=council, origin_team=None)

    with refused_by_a_key("share_origin_or_granted"), here.acting("officer"):
        forged.save(force_insert=True)


def test_a_team_cannot_grant_under_anothers_share(here: World) -> None:
    [referral] = here.refer()
    parent, council = origin_of(here, referral.assessment), here.council.pk

    forged = granted(
        referral.assessment, referral, team_id=council, granted_by_id=council, parent=parent
    )

    with refused_by_a_wall(), here.acting("officer"):
        forged.save(force_insert=True)


def test_a_team_cannot_grant_in_anothers_name(here: World) -> None:
    [referral] = here.refer()
    parent = origin_of(here, referral.assessment)

    forged = granted(
        referral.assessment,
        referral,
        team_id=here.council.pk,
        granted_by_id=here.school.pk,
        parent=parent,
    )

    with refused_by_a_wall(), here.acting("officer"):
        forged.save(force_insert=True)


def test_a_share_cannot_be_its_own_parent(here: World) -> None:
    [referral] = here.refer()

    forged = granted(
        referral.assessment, referral, team_id=here.casework.pk, granted_by_id=here.council.pk
    )
    forged.parent_id = forged.pk

    with refused_by_a_wall(), here.acting("officer"):
        forged.save(force_insert=True)


def test_a_receiver_cannot_give_itself_a_second_share_that_outlives_the_first(here: World) -> None:
    [referral] = here.refer()
    own, line = receivers(here, referral), here.advice_line.pk
    agree_to_pass_on(here, referral.assessment)

    forged = granted(referral.assessment, referral, team_id=line, granted_by_id=line, parent=own)

    with refused_by_a_key("share_origin_or_granted"), here.acting("adviser"):
        forged.save(force_insert=True)


def test_a_receiver_cannot_pass_on_what_the_person_did_not_agree_to_pass_on(here: World) -> None:
    [referral] = here.refer()
    own = receivers(here, referral)

    passed = share(
        referral.assessment,
        ground="desk",
        team_id=here.desk.pk,
        granted_by_id=here.advice_line.pk,
        parent=own,
    )

    with refused_by_a_wall(), here.acting("adviser"):
        passed.save(force_insert=True)


def test_a_receiver_passes_on_only_the_items_it_has(here: World) -> None:
    [referral] = here.refer()
    own = receivers(here, referral)
    agreed = agree_to_pass_on(here, referral.assessment)

    def passed(items: list[str]) -> Share:
        return share(
            referral.assessment,
            ground="desk",
            team_id=here.desk.pk,
            granted_by_id=here.advice_line.pk,
            parent=own,
            consent=agreed,
            items=items,
        )

    with refused_by_a_wall(), here.acting("adviser"):
        passed(["nrpf", "tenure"]).save(force_insert=True)
    with here.acting("adviser"):
        passed(["nrpf"]).save(force_insert=True)


def test_nothing_is_granted_under_a_closed_share(here: World) -> None:
    [referral] = here.refer()
    own = receivers(here, referral)
    agree_to_pass_on(here, referral.assessment)
    with here.acting("adviser") as adviser:
        decline(actor=adviser, reference=referral.reference, reason="no_capacity")

    late = share(
        referral.assessment,
        ground="desk",
        team_id=here.desk.pk,
        granted_by_id=here.advice_line.pk,
        parent=own,
    )

    with refused_by_a_wall(), here.acting("adviser"):
        late.save(force_insert=True)


def test_nothing_is_granted_without_consent(here: World) -> None:
    assessment = here.assess(agreed=False)
    parent = origin_of(here, assessment)

    unasked = share(
        assessment,
        ground="desk",
        team_id=here.desk.pk,
        granted_by_id=here.school.pk,
        parent=parent,
    )

    with refused_by_a_wall(), here.acting("teacher"):
        unasked.save(force_insert=True)


def test_nothing_is_granted_to_an_organisation_that_has_not_signed(here: World) -> None:
    assessment = here.assess()
    parent = origin_of(here, assessment)
    with enter(system(here.network.pk)):
        add_organisation(
            network_id=here.network.pk,
            details=NewOrganisation(name="Unsigned Pantry", sector="faith"),
            registered_on=date(2025, 10, 1),
        )
        pantry = Team.objects.get(name="Unsigned Pantry")

    early = share(
        assessment,
        ground="desk",
        team_id=pantry.pk,
        granted_by_id=here.school.pk,
        parent=parent,
    )

    with refused_by_a_wall(), here.acting("teacher"):
        early.save(force_insert=True)


def test_nothing_is_granted_to_an_organisation_that_is_not_live_whatever_it_signed(
    here: World,
) -> None:
    [referral] = here.refer()
    parent = origin_of(here, referral.assessment)
    with enter(system(here.network.pk)):
        Share.objects.filter(referral=referral).update(until=timezone.now())
        Organisation.objects.filter(teams=here.advice_line).update(registered_on=None)

    early = granted(
        referral.assessment,
        referral,
        team_id=here.advice_line.pk,
        granted_by_id=here.school.pk,
        parent=parent,
    )

    with refused_by_a_wall(), here.acting("teacher"):
        early.save(force_insert=True)


def test_only_the_desk_is_asked_without_a_referral(here: World) -> None:
    assessment = here.assess()
    parent = origin_of(here, assessment)

    loose = share(
        assessment,
        ground="desk",
        team_id=here.council.pk,
        granted_by_id=here.school.pk,
        parent=parent,
    )

    with refused_by_a_wall(), here.acting("teacher"):
        loose.save(force_insert=True)


def test_a_share_is_only_of_the_teams_own_referral(here: World) -> None:
    to_advice, to_grants = here.refer(here.advice, here.grants)
    parent = origin_of(here, to_advice.assessment)

    crossed = granted(
        to_advice.assessment,
        to_grants,
        team_id=here.casework.pk,
        granted_by_id=here.school.pk,
        parent=parent,
    )

    with refused_by_a_wall(), here.acting("teacher"):
        crossed.save(force_insert=True)


def test_a_share_names_the_client_of_its_assessment(here: World) -> None:
    mine, other = here.assess(by="officer"), here.assess(given_name="Bilal")
    council = here.council.pk

    crossed = share(mine, team_id=council, granted_by_id=council, origin_team=council)
    crossed.client_id = other.client_id

    with refused_by_a_key("share_client_of_assessment"), here.acting("officer"):
        Share.objects.update(until=timezone.now())
        crossed.save(force_insert=True)


def test_a_closed_share_is_not_opened_again(here: World) -> None:
    [referral] = here.refer()
    with here.acting("adviser") as adviser:
        decline(actor=adviser, reference=referral.reference, reason="no_capacity")

    with here.acting("adviser"):
        opened = Share.objects.filter(referral=referral).update(until=None)

    assert opened == 0


def test_nor_by_the_team_that_granted_it(here: World) -> None:
    [referral] = here.refer()
    with here.acting("adviser") as adviser:
        decline(actor=adviser, reference=referral.reference, reason="no_capacity")

    with here.acting("teacher"):
        opened = Share.objects.filter(referral=referral).update(until=None)

    assert opened == 0


def test_the_end_of_a_share_is_written_once(here: World) -> None:
    [referral] = here.refer()
    with here.acting("adviser") as adviser:
        decline(actor=adviser, reference=referral.reference, reason="no_capacity")

    with here.acting("teacher"):
        moved = Share.objects.filter(referral=referral).update(until=timezone.now())

    assert moved == 0


def test_an_open_share_is_not_moved_to_another_team(here: World) -> None:
    [referral] = here.refer()

    with refused_by_a_wall(), here.acting("adviser"):
        Share.objects.filter(referral=referral).update(
            team_id=here.casework.pk, until=timezone.now()
        )


def test_a_receiver_does_not_widen_its_own_share(here: World) -> None:
    [referral] = here.refer()

    with refused_by_a_wall(), here.acting("adviser"):
        Share.objects.filter(referral=referral).update(items=["nrpf", "tenure"])


def test_closing_anothers_share_closes_none(here: World) -> None:
    here.refer()

    with here.acting("officer"):
        closed = Share.objects.filter(until=None).update(until=timezone.now())

    assert closed == 0


def test_a_share_of_one_story_does_not_open_the_next(here: World) -> None:
    [referral] = here.refer(story="January: no food.")
    with here.acting("teacher"):
        march = Assessment(
            network_id=here.network.pk,
            client_id=referral.assessment.client_id,
            team_id=here.school.pk,
            first_team=here.school.pk,
            story="March: he came back.",
        )
        march.save(force_insert=True)
        share(
            march, team_id=here.school.pk, granted_by_id=here.school.pk, origin_team=here.school.pk
        ).save(force_insert=True)

    with here.acting("adviser"):
        stories = list(Assessment.objects.filter(client=march.client_id).values_list("story"))

    assert stories == [("January: no food.",)]


def test_a_declined_receiver_sees_nothing_of_the_letter_and_cannot_ask_by_name(here: World) -> None:
    [referral] = here.refer(given_name="Zainab")
    with here.acting("adviser") as adviser:
        decline(actor=adviser, reference=referral.reference, reason="no_capacity")

    with here.acting("adviser"):
        found = Client.objects.filter(given_name="Zainab").count()

    assert found == 0


def test_a_referral_goes_on_only_with_a_team_of_the_same_organisation(here: World) -> None:
    [referral] = here.refer()
    own = receivers(here, referral)
    with here.acting("teacher"):
        consent = own.consent

    def goes_to(team: Team, **fields: object) -> Share:
        return share(
            referral.assessment,
            ground="referral",
            referral=referral,
            team_id=team.pk,
            granted_by_id=here.advice_line.pk,
            parent=own,
            **{"consent": consent, "items": own.items, **fields},
        )

    for refused in (
        goes_to(here.casework, items=[*own.items, "tenure"]),
        goes_to(here.council),
    ):
        handed(here, referral, refused.team_id)
        with refused_by_a_wall(), both(here):
            refused.save(force_insert=True)
    allowed = goes_to(here.casework)
    handed(here, referral, allowed.team_id)
    with both(here):
        allowed.save(force_insert=True)


def handed(world: World, referral: Referral, team_id: UUID) -> None:
    with enter(system(world.network.pk)):
        Referral.objects.filter(pk=referral.pk).update(to_team=team_id, owner_team=team_id)


def both(world: World) -> AbstractContextManager[None]:
    """As an action that splits the team acts, for the length of it."""
    teams = (world.advice_line.pk, world.casework.pk)
    return enter(Context(world.network.pk, teams=teams, envelopes=teams, role=Role.MEMBER))
