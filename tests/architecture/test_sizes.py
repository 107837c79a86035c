import pytest

from tests.architecture import sizes


@pytest.mark.parametrize(
    ("measure", "aim", "limit"),
    [(sizes.modules, 150, 400), (sizes.functions, 15, 50), (sizes.templates, 60, 150)],
    ids=["modules", "functions", "templates"],
)
def test_the_ten_largest_are_shown_and_none_is_past_its_limit(record_property, measure, aim, limit):
    largest = measure()[:10]

    title = f"\nThe ten largest {measure.__name__}, in lines (aim {aim}, limit {limit}):"
    rows = [f"  {lines:4d}  {name}" for lines, name in largest]
    record_property("to_read", "\n".join([title, *rows]))

    assert [name for lines, name in largest if lines > limit] == []
