import pytest

from ccs.ui.theme import contrast, stylesheet, text_on


@pytest.mark.parametrize(
    ("colour", "text"),
    [
        ("#1d70b8", "#ffffff"),
        ("#ffd100", "#000000"),
        ("#000000", "#ffffff"),
        ("#ffffff", "#000000"),
    ],
)
def test_the_text_on_a_colour_is_the_one_that_is_easier_to_read(colour, text):
    chosen = text_on(colour)

    assert chosen == text


def test_no_colour_is_too_hard_to_read_on():
    greys = [f"#{level:02x}{level:02x}{level:02x}" for level in range(256)]

    lowest = min(contrast(grey, text_on(grey)) for grey in greys)

    assert lowest >= 4.5


def test_contrast_is_as_wcag_defines_it():
    ratio = contrast("#000000", "#ffffff")

    assert ratio == pytest.approx(21)


def test_a_colour_that_is_none_cannot_get_into_the_stylesheet():
    hostile = "red} body{display:none"

    css = stylesheet(colour=hostile, practice=False)

    assert css == ":root{--ccs-colour:#1d70b8;--ccs-on-colour:#ffffff}\n"


def test_practice_never_looks_like_the_network_it_practises_for():
    live = stylesheet(colour="#00703c", practice=False)

    practice = stylesheet(colour="#00703c", practice=True)

    assert "--ccs-colour:#00703c" in live
    assert "--ccs-colour:#b5179e" in practice
