from datetime import date

import pytest
from time_machine import travel

from ccs.ui import fields
from ccs.ui.forms import Form


class Answers(Form):
    name = fields.CharField(label="Name", missing="Enter a name", max_length=20)
    story = fields.TextareaField(label="Story", required=False)
    born = fields.DateField(label="Date of birth", tense="past", required=False)
    phone = fields.PhoneField(label="Phone", required=False)
    email = fields.EmailField(label="Email", required=False)
    how = fields.RadiosField(
        label="How", choices=[("call", "Call"), ("other", "Another way")], reveals={"other": "way"}
    )
    way = fields.CharField(label="Which way", required=False)
    needs = fields.CheckboxesField(
        label="Needs", choices=[("food", "Food"), ("fuel", "Fuel")], required=False
    )


def born(day, month, year):
    form = Answers(
        {"name": "Alex", "how": "call", "born-day": day, "born-month": month, "born-year": year}
    )
    return form.is_valid() and form.cleaned_data["born"], form.errors.get("born", [""])[0]


def test_a_missing_answer_is_asked_for_in_our_words_and_linked_to_its_control():
    form = Answers({"how": "call"})

    summary = form.error_summary

    assert summary["titleText"] == "There is a problem"
    assert summary["errorList"] == [{"text": "Enter a name", "href": "#id_name"}]
    assert 'id="id_name"' in form["name"].as_field_group()


def test_an_error_is_read_out_with_its_control():
    form = Answers({"how": "call"})

    html = form["name"].as_field_group()

    assert 'aria-describedby="id_name-error"' in html
    assert '<p id="id_name-error" class="govuk-error-message">' in html


def test_a_form_without_errors_has_no_summary():
    form = Answers({"name": "Alex", "how": "call"})

    summary = form.error_summary

    assert summary is None


def test_an_error_of_the_whole_form_leads_to_its_first_control():
    form = Answers({"name": "Alex", "how": "call"})

    form.add_error(None, "Somebody else was first")

    assert form.error_summary["errorList"] == [
        {"text": "Somebody else was first", "href": "#id_name"}
    ]


@pytest.mark.parametrize("name", ["name", "story", "email", "phone", "way"])
def test_hostile_text_is_shown_as_text(name):
    form = Answers({name: "\"><script>alert('x')</script>"})

    html = form[name].as_field_group()

    assert "<script>" not in html
    assert "&gt;&lt;script&gt;alert(" in html


def test_a_hostile_date_is_shown_as_text():
    form = Answers({"born-day": '"><script>', "born-month": "1", "born-year": "2000"})

    html = form["born"].as_field_group()

    assert "<script>" not in html
    assert 'value="&#34;&gt;&lt;script&gt;"' in html


def test_a_hostile_choice_is_neither_taken_nor_repeated():
    form = Answers({"name": "Alex", "how": "<script>"})

    html = form["how"].as_field_group()

    assert form.errors["how"] == ["Choose an answer from the list"]
    assert "script" not in html


def test_a_hostile_label_is_shown_as_text():
    form = Answers()
    form.fields["needs"].choices = [("food", "<b>Food</b>")]
    form.fields["needs"].hints = {"food": "<i>Any</i>"}

    html = form["needs"].as_field_group()

    assert "&lt;b&gt;Food&lt;/b&gt;" in html
    assert "&lt;i&gt;Any&lt;/i&gt;" in html


def test_a_story_keeps_its_lines_and_its_spaces():
    form = Answers({"story": "First line\r\n  - second, set in\r\n\r\nlast"})

    html = form["story"].as_field_group()

    assert ">First line&#10;  - second, set in&#10;&#10;last</textarea>" in html


def test_what_was_ticked_stays_ticked():
    form = Answers({"needs": ["fuel"]})

    html = form["needs"].as_field_group()

    assert 'value="fuel" checked' in html
    assert 'value="food" checked' not in html


def test_what_a_choice_opens_is_shown_inside_it_and_once():
    form = Answers()

    html = str(form)

    assert html.count('id="id_way"') == 1
    assert html.index('id="id_way"') > html.index('value="other"')


def test_a_date_is_read_from_its_boxes():
    day, error = born("27", "3", "1988")

    assert day == date(1988, 3, 27)
    assert error == ""


@pytest.mark.parametrize("month", ["March", "mar", "Mawrth", "03"])
def test_a_month_may_be_a_word_in_either_language(month):
    day, error = born("27", month, "1988")

    assert day == date(1988, 3, 27)
    assert error == ""


@pytest.mark.parametrize(
    ("boxes", "message"),
    [
        (("31", "2", "1988"), "Date of birth must be a real date"),
        (("27", "13", "1988"), "Date of birth must be a real date"),
        (("27", "ma", "1988"), "Date of birth must be a real date"),
        (("1_0", "3", "1988"), "Date of birth must be a real date"),
        (("27", "3", "1066"), "Date of birth must be a real date"),
        (("27", "3", "88"), "Year must include 4 numbers"),
        (("27", "3", "١٩٨٨"), "Year must include 4 numbers"),
        (("27", "", "1988"), "Date of birth must include a month"),
        (("", "", "1988"), "Date of birth must include a day and month"),
        (("", "3", ""), "Date of birth must include a day and year"),
    ],
)
def test_a_wrong_date_says_what_is_wrong(boxes, message):
    _, error = born(*boxes)

    assert error == message


@travel("2026-11-20 23:30:00+00:00", tick=False)
def test_a_date_of_birth_is_not_after_today():
    tomorrow, error = born("21", "11", "2026")

    assert tomorrow is False
    assert error == "Date of birth must be today or in the past"


def test_only_the_boxes_that_are_wrong_are_marked_and_linked():
    form = Answers({"name": "A", "how": "call", "born-day": "27", "born-year": "1988"})

    html = form["born"].as_field_group()

    assert form.error_summary["errorList"][0]["href"] == "#id_born-month"
    assert html.count("govuk-input--error") == 1
    assert 'value="27"' in html


def test_a_stored_date_fills_the_boxes():
    form = Answers(initial={"born": date(1988, 3, 27)})

    html = form["born"].as_field_group()

    assert 'name="born-day" type="text" value="27"' in html
    assert 'name="born-year" type="text" value="1988"' in html


@pytest.mark.parametrize("typed", ["01632 960 001", "+44 1632 960001", "(01632) 960001"])
def test_a_phone_number_is_kept_in_one_way(typed):
    form = Answers({"name": "Alex", "how": "call", "phone": typed})

    valid = form.is_valid()

    assert valid
    assert form.cleaned_data["phone"] == "+441632960001"


def test_what_is_no_phone_number_is_refused_and_stays_as_typed():
    form = Answers({"name": "Alex", "how": "call", "phone": "ask at the desk"})

    html = form["phone"].as_field_group()

    assert form.errors["phone"] == ["Enter a phone number, like 01632 960 001 or 07700 900 982"]
    assert 'value="ask at the desk"' in html


def test_a_stored_phone_number_is_shown_as_people_write_it():
    form = Answers(initial={"phone": "+441632960001"})

    html = form["phone"].as_field_group()

    assert 'value="01632 960001"' in html


def test_a_wrong_email_address_is_answered_with_an_example():
    form = Answers({"name": "Alex", "how": "call", "email": "alex"})

    error = form.errors["email"]

    assert error == ["Enter an email address in the correct format, like name@example.com"]


def test_too_long_an_answer_is_told_the_limit():
    form = Answers({"name": "A" * 21, "how": "call"})

    error = form.errors["name"]

    assert error == ["Use 20 characters or fewer"]


def test_a_form_of_another_app_gets_our_components():
    from django import forms

    class Theirs(forms.Form):
        email = forms.EmailField()
        agree = forms.BooleanField()
        pick = forms.ChoiceField(choices=[("a", "A")], widget=forms.RadioSelect)

    html = str(Theirs())

    assert 'class="govuk-input" id="id_email" name="email" type="email"' in html
    assert 'class="govuk-checkboxes__input" id="id_agree"' in html
    assert 'class="govuk-radios__input" id="id_pick"' in html
