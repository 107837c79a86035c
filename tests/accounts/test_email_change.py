import pytest

from ccs.accounts.actions import EmailTakenError, change_email
from ccs.accounts.models import User
from ccs.outbox.tasks import deliver

EMAIL, CODE = "/accounts/email/", "/accounts/email/code/"


def address_of(user):
    return User.objects.get(pk=user.pk).email


def test_a_new_address_counts_once_its_code_is_entered(sign_in, amal, emailed_code, mailbox):
    browser = sign_in()

    browser.post(EMAIL, {"email": "Amal.New@example.org"})
    before = address_of(amal)
    response = browser.post(CODE, {"code": emailed_code()}, follow=True)
    deliver()

    assert before == "amal@example.org"
    assert address_of(amal) == "amal.new@example.org"
    assert "Your email address has been changed." in response.content.decode()
    assert [(email["To"], email["Subject"]) for email in mailbox.emails[1:]] == [
        ("amal.new@example.org", "Your code to change your email address"),
        ("amal@example.org", "Your email address has been changed"),
    ]


def test_the_email_to_the_old_address_does_not_name_the_new_one(sign_in, emailed_code, mailbox):
    browser = sign_in()

    browser.post(EMAIL, {"email": "amal.new@example.org"})
    browser.post(CODE, {"code": emailed_code()})
    deliver()

    assert "amal.new@example.org" not in mailbox.emails[-1].as_string()


def test_a_taken_address_gets_the_same_page_and_no_email(sign_in, mailbox):
    browser = sign_in()
    User.objects.create_user("bryn@example.org")

    response = browser.post(EMAIL, {"email": "bryn@example.org"}, follow=True)
    deliver()

    assert response.redirect_chain == [(CODE, 302)]
    assert mailbox.addresses == ["amal@example.org"]


def test_no_code_opens_a_taken_address(sign_in, amal):
    browser = sign_in()
    User.objects.create_user("bryn@example.org")
    browser.post(EMAIL, {"email": "bryn@example.org"})

    browser.post(CODE, {"code": "000000"})
    browser.post(CODE, {"code": " "})

    assert address_of(amal) == "amal@example.org"


def test_three_wrong_codes_start_again(sign_in, amal, emailed_code):
    browser = sign_in()
    browser.post(EMAIL, {"email": "amal.new@example.org"})
    code = emailed_code()

    answers = [browser.post(CODE, {"code": wrong}) for wrong in ("111111", "222222", "333333")]
    browser.post(CODE, {"code": code})

    assert [answer.status_code for answer in answers] == [200, 200, 302]
    assert address_of(amal) == "amal@example.org"


def test_an_address_taken_in_the_meantime_is_refused(sign_in, amal, emailed_code):
    browser = sign_in()
    browser.post(EMAIL, {"email": "bryn@example.org"})
    code = emailed_code()
    User.objects.create_user("bryn@example.org")

    response = browser.post(CODE, {"code": code}, follow=True)

    assert "That address could not be used." in response.content.decode()
    assert address_of(amal) == "amal@example.org"


def test_two_users_never_have_one_address(amal):
    User.objects.create_user("bryn@example.org")

    with pytest.raises(EmailTakenError):
        change_email(user=amal, email="bryn@example.org")

    assert address_of(amal) == "amal@example.org"


@pytest.mark.parametrize("path", [EMAIL, CODE, "/accounts/devices/"])
def test_the_account_is_for_who_is_signed_in(client, db, path):
    signed_out = client

    response = signed_out.get(path)

    assert (response.status_code, response["Location"]) == (302, f"/accounts/login/?next={path}")


def test_without_a_wish_there_is_no_code_to_enter(sign_in):
    browser = sign_in()

    response = browser.get(CODE)

    assert response["Location"] == EMAIL
