"""The public pages are for anybody and remember nobody: caches, search engines, languages."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ccs.tenancy.context import enter, system
from networks.networks.models import Network
from tests.organisations.interchange.directory import publish
from tests.referrals.pages import browser

HERE = "/find-help/hamlets/"
PAGES = ["/find-help/", HERE, f"{HERE}?need=food", f"{HERE}?q=food&postcode=E1+4NS"]
NOTHING = ["/find-help/nowhere/", f"{HERE}services/nothing/", f"{HERE}a/b/c/"]


def in_welsh(world):
    with enter(system(world.network.pk)):
        Network.objects.filter(pk=world.network.pk).update(languages=["en", "cy"])


@pytest.mark.parametrize("path", [*PAGES, *NOTHING, "/find-help/sitemap.xml", "/robots.txt"])
def test_nothing_is_set_and_nothing_of_the_visitor_is_read(client, offered, path):
    answer = client.get(path)

    assert not answer.cookies
    assert "Set-Cookie" not in answer
    assert "Cookie" not in answer["Vary"]
    assert "csrfmiddlewaretoken" not in answer.content.decode()


def test_who_is_signed_in_gets_the_same(world, client, offered):
    public = client.get(f"{HERE}?need=food")

    signed_in = browser(world, "adviser").get(f"{HERE}?need=food")

    assert signed_in.content == public.content


@pytest.mark.parametrize("path", [HERE, f"{HERE}?need=food", "/find-help/"])
def test_anybody_may_keep_a_page_for_a_while(client, offered, path):
    first = client.get(path)

    again = client.get(path, headers={"If-None-Match": first["ETag"]})

    assert first["Cache-Control"] == "public, max-age=300"
    assert first["Vary"] == "Accept-Language"
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("typed", ["q=food", "postcode=E1+4NS", "need=food&postcode=x"])
def test_what_somebody_typed_is_kept_by_their_own_browser_alone(client, offered, typed):
    answer = client.get(f"{HERE}?{typed}")

    assert answer["Cache-Control"] == "private, max-age=300"
    assert b'<meta name="robots" content="noindex">' in answer.content


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("path", ["/find-help/", HERE])
def test_there_is_nothing_to_send(client, world, method, path):
    answer = getattr(client, method)(path)

    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD"


def test_a_forgotten_slash_is_put_right(client, world):
    answer = client.get("/find-help/hamlets")

    assert (answer.status_code, answer["Location"]) == (301, HERE)


def test_a_page_of_results_is_small(client, world, offered):
    with enter(system(world.network.pk)):
        for number in range(50):
            publish(world.council, f"Grant {number}")

    answer = client.get(f"{HERE}?need=food")

    assert len(answer.content) < 50_000


def test_every_script_and_style_is_a_file_of_this_site(client, offered):
    page = client.get(f"{HERE}services/{offered.pk}/").content.decode()

    assert re.findall(r"<script(?![^>]* src=)", page) == []
    assert " style=" not in page and "<style" not in page
    assert not re.findall(r'(?:src|stylesheet" href)="https?:', page)


def test_search_engines_know_a_page_by_one_address_in_each_language(client, world, offered):
    in_welsh(world)
    address = f"http://testserver{HERE}?need=food"

    english = client.get(f"{HERE}?need=food&utm_source=x").content.decode()
    welsh = client.get(f"{HERE}?need=food&language=cy").content.decode()

    assert '<meta name="robots" content="index, follow">' in english
    assert '<meta name="description" content="Food: who can help: services of Ham' in english
    assert f'<link rel="canonical" href="{address}">' in english
    assert f'<link rel="canonical" href="{address}&amp;language=cy">' in welsh
    for page in (english, welsh):
        assert f'hreflang="en" href="{address}">' in page
        assert f'hreflang="cy" href="{address}&amp;language=cy">' in page


def test_the_address_says_the_language_and_the_links_keep_it(client, world, offered):
    in_welsh(world)

    answer = client.get(f"{HERE}?language=cy")

    page = answer.content.decode()
    assert '<html lang="cy"' in page
    assert answer["Content-Language"] == "cy"
    assert f'href="{HERE}?need=food&amp;language=cy"' in page
    assert '<input type="hidden" name="language" value="cy">' in page
    assert f'<a class="ccs-header__link" href="{HERE}?language=en" lang="en"' in page


def test_a_browser_that_asks_for_welsh_gets_it_where_it_is_offered(client, world, offered):
    in_welsh(world)

    welsh = client.get(HERE, headers={"Accept-Language": "cy-GB, en;q=0.5"})
    french = client.get(HERE, headers={"Accept-Language": "fr"})

    assert b'<html lang="cy"' in welsh.content
    assert b'<html lang="en"' in french.content


def test_a_language_that_the_network_does_not_have_is_not_shown(client, world, offered):
    with enter(system(world.network.pk)):
        Network.objects.filter(pk=world.network.pk).update(languages=["en"])

    page = client.get(f"{HERE}?language=cy").content.decode()

    assert '<html lang="en"' in page
    assert "Cymraeg" not in page and "hreflang" not in page


def test_search_engines_may_read_the_public_pages_and_no_others(client, world):
    answer = client.get("/robots.txt").content.decode().splitlines()

    assert answer == [
        "User-agent: *",
        "Allow: /$",
        "Allow: /find-help/",
        "Allow: /static/",
        "Disallow: /",
        "Sitemap: http://testserver/find-help/sitemap.xml",
    ]


def test_the_map_leads_to_every_public_page_of_live_networks(client, world, other_world, offered):
    with enter(system(other_world.network.pk)):
        Network.objects.filter(pk=other_world.network.pk).update(kind="practice")

    whole = client.get("/find-help/sitemap.xml").content.decode()
    mine = client.get(f"{HERE}sitemap.xml")

    assert re.findall("<loc>(.*)</loc>", whole) == [f"http://testserver{HERE}sitemap.xml"]
    assert mine["Content-Type"] == "application/xml; charset=utf-8"
    assert re.findall("<loc>(.*?)</loc>", mine.content.decode()) == [
        f"http://testserver{HERE}",
        f"http://testserver{HERE}?need=food",
        f"http://testserver{HERE}?need=debt",
        f"http://testserver{HERE}services/{offered.pk}/",
    ]


def test_the_colour_of_a_live_network_is_public(client, world):
    answer = client.get(f"{HERE}theme.css")

    assert answer["Content-Type"] == "text/css; charset=utf-8"
    assert b"--ccs-colour" in answer.content


def test_the_same_number_of_queries_for_few_and_many(client, world, offered):
    paths = [*PAGES, f"{HERE}services/{offered.pk}/", f"{HERE}sitemap.xml"]
    few = [asked_of_the_database(client, path) for path in paths]
    with enter(system(world.network.pk)):
        for number in range(49):
            publish(world.council, f"Grant {number}")

    many = [asked_of_the_database(client, path) for path in paths]

    assert many == few
    assert max(many) <= 22


def asked_of_the_database(client, path):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)
