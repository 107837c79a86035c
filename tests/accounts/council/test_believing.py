"""What a council's server says is believed only when all of it fits."""

import json
from datetime import timedelta

import jwt
import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from ccs.accounts.models import User
from tests.accounts.council.conftest import BEGIN, here, norfolk, onward_from
from tests.accounts.council.server import SUBJECT, key, public, public_pem
from tests.accounts.test_sign_in import user_of

pytestmark = pytest.mark.django_db


LIES = {
    "signed by somebody else": ({"signed_by": key("stranger")}, "InvalidSignatureError"),
    "not signed": ({"algorithm": "none", "signed_by": ""}, "InvalidAlgorithmError"),
    "with a key of another name": ({"header": {"kid": "nobody's"}}, "no_such_key"),
    "with no name where there are two keys": ({"header": {"kid": ""}}, "no_such_key"),
    "of another issuer": ({"claims": {"iss": "https://elsewhere.example"}}, "InvalidIssuerError"),
    "for another client": ({"claims": {"aud": "another"}}, "InvalidAudienceError"),
    "for several, through nobody": (
        {"claims": {"aud": ["referrals", "another"]}},
        "authorized_party",
    ),
    "through another": ({"claims": {"azp": "another"}}, "authorized_party"),
    "of another asking": ({"claims": {"nonce": "another"}}, "nonce"),
    "of no asking": ({"claims": {"nonce": None}}, "MissingRequiredClaimError"),
    "expired": ({"claims": {"exp": 1_700_000_000}}, "ExpiredSignatureError"),
    "of tomorrow": ({"claims": {"iat": 4_100_000_000}}, "ImmatureSignatureError"),
    "not yet": ({"claims": {"nbf": 4_100_000_000}}, "ImmatureSignatureError"),
    "of no time": ({"claims": {"exp": float("inf")}}, "DecodeError"),
    "about nobody": ({"claims": {"sub": ""}}, "subject"),
    "about what no table keeps": ({"claims": {"sub": "7\x00"}}, "subject"),
    "in answer of another server": (
        {"answer": {"iss": "https://elsewhere.example"}},
        "answer_of_another",
    ),
    "unnamed though it names itself": (
        {"discovery": {"authorization_response_iss_parameter_supported": True}},
        "answer_of_another",
    ),
    "with a code that it refuses": ({"answer": {"code": "another"}}, "code_refused"),
    "with no code": ({"answer": {"code": ""}}, "no_code"),
}


def refusals(caplog):
    """Why, as the log has it."""
    return [one.why for one in caplog.records if one.msg == "accounts.council_refused"]


@pytest.mark.parametrize("lie", LIES)
def test_what_does_not_fit_signs_nobody_in_and_binds_nothing(
    amal, council, by_council, caplog, lie
):
    client, (told, why) = Client(), LIES[lie]
    vars(council).update(told)

    answer = by_council(client)

    amal.refresh_from_db()
    assert refusals(caplog) == [why]
    assert (answer.status_code, user_of(client)) == (400, None)
    assert "We could not use the answer" in answer.content.decode()
    assert (amal.council_issuer, amal.council_subject) == ("", "")
    assert "amal" not in caplog.text and SUBJECT not in caplog.text


def test_a_public_key_is_no_secret_to_sign_with(amal, client, council, caplog):
    sealed = jwt.algorithms.HMACAlgorithm(jwt.algorithms.HMACAlgorithm.SHA256)
    away = onward_from(client.post(BEGIN))
    back = council.signs_in(away)
    head, body, _ = council._token(council.waiting["a-code"]).split(".")
    head = jwt.utils.base64url_encode(json.dumps({"alg": "HS256", "kid": "first"}).encode())
    signing = head + b"." + body.encode()
    sign = jwt.utils.base64url_encode(sealed.sign(signing, public_pem("first")))
    token = (signing + b"." + sign).decode()
    council.pages["/token"] = (200, json.dumps({"id_token": token}).encode())

    answer = client.get(here(back))

    assert (answer.status_code, user_of(client)) == (400, None)
    assert refusals(caplog) == ["InvalidAlgorithmError"]


@pytest.mark.parametrize(
    "truth",
    [
        {"algorithm": "ES256", "signed_by": key("curve"), "header": {"kid": "curve"},
         "keys": [public("first"), public("curve")]},
        {"header": {"kid": ""}, "keys": [public("first")]},
        {"claims": {"aud": ["referrals", "another"], "azp": "referrals"}},
    ],
    ids=["an elliptic curve", "the only key needs no name", "for several, through us"],
)  # fmt: skip
def test_what_fits_signs_in(amal, client, council, by_council, truth):
    vars(council).update(truth)

    by_council(client)

    assert user_of(client) == str(amal.pk)


def test_a_new_key_is_asked_for_once_and_an_old_one_goes(amal, council, by_council):
    by_council(Client())
    council.keys = [public("second"), public("third")]
    before = council.asked.count("/keys")
    council.header, council.signed_by = {"kid": "third"}, key("third")
    new, old = Client(), Client()

    by_council(new)
    council.header, council.signed_by = {"kid": "first"}, key("first")
    refused = by_council(old)

    assert (user_of(new), refused.status_code) == (str(amal.pk), 400)
    assert council.asked.count("/keys") == before + 2


@pytest.mark.parametrize("broken", ["used twice", "another browser", "another state", "too late"])
def test_an_answer_belongs_to_one_asking_of_one_browser(amal, client, council, broken):
    back = here(council.signs_in(onward_from(client.post(BEGIN))))
    if broken == "used twice":
        client.get(back)
        client.logout()
    if broken == "another state":
        back = back.replace("state=", "state=x")
    browser = Client() if broken == "another browser" else client
    later = timedelta(minutes=11 if broken == "too late" else 0)

    with time_machine.travel(timezone.now() + later):
        answer = browser.get(back)

    assert (answer.status_code, user_of(browser)) == (400, None)
    assert "Start signing in again" in answer.content.decode()


def test_an_answer_to_the_address_of_another_council_is_none(amal, client, council, settings):
    suffolk = norfolk("https://suffolk.example", key="suffolk")
    settings.COUNCILS = {**settings.COUNCILS, "suffolk": suffolk}
    back = here(council.signs_in(onward_from(client.post(BEGIN))))

    answer = client.get(back.replace("/norfolk/", "/suffolk/"))

    assert (answer.status_code, user_of(client)) == (400, None)
    assert "/token" not in council.asked


@pytest.mark.parametrize(
    "page",
    [
        {"/.well-known/openid-configuration": (302, b"http://127.0.0.1/elsewhere")},
        {"/.well-known/openid-configuration": (200, b'{"issuer": "https://elsewhere.example"}')},
        {"/.well-known/openid-configuration": (200, b"[]")},
        {"/.well-known/openid-configuration": (200, b" " * 300_000)},
        {"/.well-known/openid-configuration": (500, b"")},
        {"/token": (500, b"")},
        {"/token": (302, b"http://127.0.0.1/elsewhere")},
        {"/keys": (200, b'{"keys": []}')},
    ],
    ids=[
        "moved",
        "another issuer",
        "no object",
        "too much",
        "broken",
        "no token",
        "sent on",
        "no keys",
    ],
)
def test_a_server_that_does_not_work_is_said_and_the_code_by_email_is_offered(
    amal, client, council, page
):
    council.pages = page

    answer = client.post(BEGIN)
    if answer.status_code == 200:
        answer = client.get(here(council.signs_in(onward_from(answer))))

    assert (answer.status_code, user_of(client)) == (503, None)
    assert "Norfolk Sample Council did not answer as it should." in answer.content.decode()


def test_only_https_is_gone_to(amal, client, council, settings):
    council.discovery = {"token_endpoint": "http://council.example/token"}

    answer = client.post(BEGIN)

    assert answer.status_code == 503


def test_who_stops_at_the_council_is_told_so(amal, client, council):
    council.answer = {"error": "access_denied", "error_description": "<b>Amal</b>"}

    answer = client.get(here(council.signs_in(onward_from(client.post(BEGIN)))))

    assert (answer.status_code, user_of(client)) == (403, None)
    assert "You stopped at Norfolk Sample Council" in answer.content.decode()
    assert "<b>" not in answer.content.decode()
    assert User.objects.exclude(council_subject="").count() == 0
