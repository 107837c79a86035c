from organisations.members.models import Membership
from tests.referrals.pages import browser, home, text_of
from tests.world import World


def profile(world: World) -> str:
    return f"{home(world)}profile/"


def own(world: World) -> Membership:
    with world.acting("teacher"):
        return Membership.objects.get(pk=world.people["teacher"].pk)


def test_own_details_are_changed(world: World) -> None:
    client = browser(world, "teacher")

    page = text_of(
        client.post(
            profile(world),
            {"name": "Taylor Sample", "phone": "020 7946 0018", "language": "cy"},
            follow=True,
        )
    )

    assert (own(world).name, own(world).phone) == ("Taylor Sample", "+442079460018")
    assert own(world).language == "cy"
    assert '<html lang="cy"' in page


def test_a_name_is_needed_and_a_number_must_be_one(world: World) -> None:
    page = text_of(
        browser(world, "teacher").post(
            profile(world), {"name": "", "phone": "ring me", "language": "en"}
        )
    )

    assert "Enter your name" in page
    assert "Enter a phone number, like" in page
    assert 'value="ring me"' in page
    assert own(world).name == "Teacher Sample"


def test_a_language_the_network_does_not_have_is_refused(world: World) -> None:
    browser(world, "teacher").post(profile(world), {"name": "Taylor", "language": "fr"})

    assert own(world).language == "en"


def test_it_leads_to_the_account(world: World) -> None:
    page = text_of(browser(world, "analyst").get(profile(world)))

    assert 'href="/accounts/email/"' in page
    assert 'href="/accounts/devices/"' in page
    assert "analyst@hamlets.example" in page
