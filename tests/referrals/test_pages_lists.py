from referrals.referrals.actions import accept, choose_services, decline
from tests.referrals.pages import browser, services, text_of
from tests.world import World


def shown(world: World, name: str, query: str) -> str:
    return text_of(browser(world, name).get(f"/{world.network.slug}/referrals/{query}"))


def test_a_list_shows_the_envelope_and_never_the_person(world: World) -> None:
    [referral] = world.refer()

    page = shown(world, "adviser", "")

    assert f"{referral.reference} Food, Debt" in page
    assert "From Hill pastoral team, Hill School" in page
    assert "Amina" not in page


def test_each_box_holds_its_own(world: World) -> None:
    waiting, _grants = world.refer(world.advice, world.grants)
    [declined] = world.refer()
    with world.acting("adviser") as actor:
        decline(actor=actor, reference=declined.reference, reason="duplicate")

    found = {
        (name, box): [
            referral.reference
            for referral in (waiting, declined)
            if referral.reference in shown(world, name, f"?box={box}")
        ]
        for name in ("teacher", "adviser")
        for box in ("received", "sent", "ended")
    }

    assert found == {
        ("teacher", "received"): [],
        ("teacher", "sent"): [waiting.reference],
        ("teacher", "ended"): [declined.reference],
        ("adviser", "received"): [waiting.reference],
        ("adviser", "sent"): [],
        ("adviser", "ended"): [declined.reference],
    }


def test_a_draft_is_in_nobodys_list(world: World) -> None:
    assessment = world.assess()
    with world.acting("teacher") as actor:
        [draft] = choose_services(
            actor=actor, assessment_id=assessment.pk, service_ids=[world.advice.pk]
        )

    lists = shown(world, "teacher", "?box=sent") + shown(world, "adviser", "?box=received")

    assert draft.reference not in lists


def test_filters_narrow_the_list(world: World) -> None:
    [accepted] = world.refer()
    [waiting] = world.refer(world.advice)
    with world.acting("adviser") as actor:
        accept(actor=actor, reference=accepted.reference)

    by_status = shown(world, "adviser", "?box=received&status=accepted")
    by_need = shown(world, "adviser", "?box=received&need=housing")

    assert accepted.reference in by_status
    assert waiting.reference not in by_status
    assert "No referrals like that" in by_need


def test_a_filter_that_makes_no_sense_narrows_nothing(world: World) -> None:
    [referral] = world.refer()

    page = shown(world, "adviser", "?box=elsewhere&status=lost&after=yesterday")

    assert referral.reference in page


def test_a_manager_sees_the_lists_of_their_teams_and_can_choose_one(world: World) -> None:
    [to_advice] = world.refer()
    [to_casework] = world.refer(world.debt)

    every = shown(world, "manager", "")
    one = shown(world, "manager", f"?team={world.casework.pk}")

    assert to_advice.reference in every
    assert to_advice.reference not in one
    assert to_casework.reference in one


def test_a_reference_leads_straight_to_its_page(world: World) -> None:
    [referral] = world.refer()
    typed = referral.reference.lower().replace("-", " ")

    answer = browser(world, "adviser").get("/hamlets/referrals/", {"q": typed})

    assert answer["Location"] == f"/hamlets/referrals/{referral.reference}/"


def test_a_reference_of_another_team_is_not_found(world: World) -> None:
    [referral] = world.refer()

    page = shown(world, "officer", f"?q={referral.reference}")

    assert "You have no referral with this reference." in page


def test_who_has_no_team_here_has_no_lists(world: World) -> None:
    analyst = browser(world, "analyst")

    answer = analyst.get("/hamlets/referrals/")

    assert answer.status_code == 404


def test_pages_go_forth_and_back_over_rows_of_one_moment(world: World) -> None:
    world.refer(*services(world, 60))

    first = browser(world, "adviser").get("/hamlets/referrals/")
    second = follow(world, "adviser", first, "next")
    third = follow(world, "adviser", second, "next")
    again = follow(world, "adviser", third, "prev")

    assert [len(rows(one)) for one in (first, second, third)] == [25, 25, 10]
    assert len({*rows(first), *rows(second), *rows(third)}) == 60
    assert rows(again) == rows(second)


def test_ended_lists_join_both_sides_in_order(world: World) -> None:
    ended = []
    for _ in range(3):
        [referral] = world.refer()
        with world.acting("adviser") as actor:
            decline(actor=actor, reference=referral.reference, reason="duplicate")
        ended.append(referral.reference)

    answer = browser(world, "teacher").get("/hamlets/referrals/?box=ended")

    assert rows(answer) == ended[::-1]


def rows(response: object) -> list[str]:
    parts = response.content.decode().split('<a class="govuk-link" href="/hamlets/referrals/')[1:]
    return [part[:9] for part in parts if part[4] == "-"]


def follow(world: World, name: str, response: object, rel: str) -> object:
    before, _separator, _after = response.content.decode().partition(f'rel="{rel}"')
    address = before.rpartition('href="')[2].partition('"')[0].replace("&amp;", "&")
    return browser(world, name).get(f"/hamlets/referrals/{address}")
