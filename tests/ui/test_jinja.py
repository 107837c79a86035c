import pytest
from django.template import engines
from jinja2 import UndefinedError

jinja = engines.all()[0].env


def test_an_unknown_name_fails():
    template = jinja.from_string("{{ refferal }}")

    with pytest.raises(UndefinedError, match="refferal"):
        template.render()


def test_an_unknown_attribute_fails():
    template = jinja.from_string("{{ network.colour_of_money }}")

    with pytest.raises(UndefinedError, match="colour_of_money"):
        template.render(network=object())


def test_what_a_row_leaves_out_is_empty():
    template = jinja.from_string("[{{ row.hint }}]")

    text = template.render(row={"title": "x"})

    assert text == "[]"


def test_text_is_escaped():
    template = jinja.from_string("{{ name }} {{ _('for %(name)s', name=name) }}")

    text = template.render(name="<b>")

    assert text == "&lt;b&gt; for &lt;b&gt;"


def test_the_plain_text_of_an_email_is_not_escaped():
    template = jinja.get_template("email/base.txt")

    text = template.render(sender="Women's Aid & friends")

    assert "Women's Aid & friends" in text
