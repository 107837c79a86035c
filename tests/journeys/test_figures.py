"""Every figure there is, on a phone and on paper, under axe."""

from playwright.sync_api import Page, expect

from reporting.figures.report import figures
from tests.journeys.conftest import NARROW, check

A4 = 794


def test_every_figure_fits_a_phone_and_a_sheet_of_paper(site):
    site.world.refer(site.world.advice, site.world.grants)
    page = site.open("analyst", width=NARROW)

    for code, figure in figures().items():
        page.goto(site.path(f"reports/{code}/"))
        check(page, str(figure.title))
        if code != "voice":  # on a page of its own
            on_paper(page)


def on_paper(page: Page) -> None:
    """Nothing is cut off, and nothing is there that paper cannot do."""
    page.emulate_media(media="print")
    page.set_viewport_size({"width": A4, "height": 1123})
    assert page.evaluate("document.documentElement.scrollWidth") <= A4
    expect(page.get_by_text("A link to these numbers:")).to_be_visible()
    expect(page.get_by_text("What it is", exact=True)).to_be_visible()
    expect(page.get_by_text("Download as CSV")).not_to_be_visible()
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": NARROW, "height": 900})
