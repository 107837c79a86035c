import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import include, path

from ccs.ui.errors import conflict


def broken(request):
    raise RuntimeError


def forbidden_cross_site(request):
    return HttpResponse()


urlpatterns = [
    path("", include("ccs.urls")),
    path("accounts/broken/", broken),
    path("accounts/form/", forbidden_cross_site),
]
handler400 = "ccs.ui.errors.bad_request"
handler403 = "ccs.ui.errors.forbidden"
handler404 = "ccs.ui.errors.not_found"
handler500 = "ccs.ui.errors.server_error"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "heading"),
    [("/cookies/", "Cookies"), ("/privacy/", "Privacy"), ("/accessibility/", "Accessibility")],
)
def test_the_plain_pages_need_no_sign_in(client, address, heading):
    page = client.get(address)

    text = page.content.decode()

    assert page.status_code == 200
    assert f"<title>{heading} - CCS Referrals</title>" in text
    assert text.count("<h1") == 1


@pytest.mark.django_db
def test_the_cookies_page_names_every_cookie_that_is_set(client, settings):
    client.get("/accounts/login/")
    client.post("/i18n/setlang/", {"language": "en", "next": "/"})

    page = client.get("/cookies/").content.decode()

    assert {"csrftoken", "django_language"} <= set(client.cookies)
    assert all(name in page for name in [*client.cookies, settings.SESSION_COOKIE_NAME])


@pytest.mark.django_db
def test_the_language_is_changed_by_a_button_that_needs_no_script(client):
    client.post("/i18n/setlang/", {"language": "cy", "next": "/cookies/"})

    page = client.get("/cookies/").content.decode()

    assert '<html lang="cy"' in page
    assert "<h1" in page
    assert "Cwcis" in page


@pytest.mark.django_db
def test_a_page_that_is_not_there_says_so(client):
    page = client.get("/accounts/nothing/")

    assert page.status_code == 404
    assert "<title>Page not found - CCS Referrals</title>" in page.content.decode()


@pytest.mark.django_db
@pytest.mark.urls("tests.ui.test_plain_pages")
def test_a_fault_shows_a_plain_page_without_its_details():
    client = Client(raise_request_exception=False)

    page = client.get("/accounts/broken/")

    assert page.status_code == 500
    assert "Sorry, there is a problem with the service" in page.content.decode()
    assert "RuntimeError" not in page.content.decode()


@pytest.mark.django_db
@pytest.mark.urls("tests.ui.test_plain_pages")
def test_a_form_of_an_old_session_is_explained():
    client = Client(enforce_csrf_checks=True)

    page = client.post("/accounts/form/")

    assert page.status_code == 403
    assert "This page was open for too long" in page.content.decode()


WRITTEN = {"note": "She has no food.", "password": "a long word", "when": "today"}


@pytest.mark.django_db
@pytest.mark.urls("tests.ui.test_plain_pages")
@pytest.mark.parametrize(
    ("headers", "shown"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({"Origin": "http://testserver"}, True),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"}, False),
        ({"Origin": "https://elsewhere.example"}, False),
        ({}, False),
    ],
)
def test_what_was_written_is_shown_back_if_our_own_page_sent_it(headers, shown):
    client = Client(enforce_csrf_checks=True, headers=headers)

    page = client.post("/accounts/form/", WRITTEN)

    text = page.content.decode()
    assert page.status_code == 403
    assert ("She has no food." in text) is shown
    assert "a long word" not in text


def test_who_came_second_is_told_what_happened():
    request = RequestFactory().get("/norfolk/referrals/NC-1/")

    page = conflict(request, "Rosa accepted it at 2pm.", href="/norfolk/referrals/NC-1/")

    assert page.status_code == 409
    assert "Rosa accepted it at 2pm." in page.content.decode()
    assert 'href="/norfolk/referrals/NC-1/"' in page.content.decode()


@pytest.mark.django_db
def test_nothing_in_a_page_needs_an_inline_script_or_style(client):
    page = client.get("/components/").content.decode()

    assert " style=" not in page
    assert "<style" not in page
    assert " onclick=" not in page
    assert "<script>" not in page
