import pytest
from django.utils import translation

from reporting.figures.document import figures_page
from reporting.figures.report import SECTIONS, Figure, figures, register
from reporting.management.commands.draw_figures import PAGE


def test_the_page_of_definitions_is_what_the_figures_say() -> None:
    written = PAGE.read_text()

    assert written == figures_page(), "Run: script/manage draw_figures"
    with translation.override("en"):
        for figure in figures().values():
            assert f"{figure.title}: `{figure.code}`" in written
            assert str(figure.means) in written


def test_a_figure_says_what_it_counts_and_where_it_stands() -> None:
    for figure in figures().values():
        assert str(figure.means)
        assert str(figure.numerator)
        assert figure.section in SECTIONS
        assert figure.offered is None or figure.of_people


def test_two_figures_of_one_name_are_refused() -> None:
    again: Figure = figures()["summary"]

    with pytest.raises(ValueError, match="two figures called 'summary'"):
        register(again)
