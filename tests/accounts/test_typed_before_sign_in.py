from ccs.tenancy.held import PROOF
from tests.accounts.conftest import CODE, LOGIN
from tests.referrals.journey import begin, step, what
from tests.referrals.pages import browser, text_of


def test_a_form_sent_after_the_session_ended_is_there_once_the_code_is_entered(
    world, emailed_code, mailbox
):
    client = browser(world, "teacher")
    key = begin(world, client)
    page = text_of(client.get(step(world, key, "story")))
    by = page.partition(f'name="{PROOF}" value="')[2].partition('"')[0]
    client.logout()

    sent = client.post(step(world, key, "story"), what(story="Typed to the end.", by=by))
    client.post(
        sent["Location"], {"email": world.email("teacher"), "next": step(world, key, "story")}
    )
    answer = client.post(CODE, {"code": emailed_code(), "device": "usual"}, follow=True)

    assert sent["Location"].startswith(LOGIN)
    assert answer.request["PATH_INFO"] == step(world, key, "story")
    assert "Typed to the end.</textarea>" in text_of(answer)
    assert "Typed" not in str(dict(client.session))
