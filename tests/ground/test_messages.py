import pytest
from babel.messages.catalog import Catalog

from ccs.management import messages

HEADER = """msgid ""
msgstr ""
"Language: cy\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=4; plural=(n==1) ? 0 : (n==2) ? 1 : (n != 8 && n != 11) ? 2 : 3;\\n"

"""


@pytest.fixture
def faults(tmp_path, monkeypatch):
    def of(original, entry):
        folder = tmp_path / "cy" / "LC_MESSAGES"
        folder.mkdir(parents=True)
        (folder / "django.po").write_text(HEADER + entry)
        template = Catalog(domain="django")
        template.add(original)
        monkeypatch.setattr(messages, "LOCALE", tmp_path)
        monkeypatch.setattr(messages, "extract", lambda: template)
        return messages.faults()

    return of


def test_a_translated_text_is_right(faults):
    assert faults("Save", 'msgid "Save"\nmsgstr "Cadw"\n') == []


def test_a_text_that_is_not_in_the_catalogue_is_missing(faults):
    assert faults("Save", "") == ["cy: missing (run: script/manage messages update): 'Save'"]


def test_an_empty_translation_is_found(faults):
    assert faults("Save", 'msgid "Save"\nmsgstr ""\n') == ["cy: not translated: 'Save'"]


def test_a_fuzzy_translation_is_found(faults):
    assert faults("Save", '#, fuzzy\nmsgid "Save"\nmsgstr "Cadw"\n') == ["cy: fuzzy: 'Save'"]


def test_a_missing_plural_form_is_found(faults):
    entry = 'msgid "%(n)d day"\nmsgid_plural "%(n)d days"\n'
    entry += 'msgstr[0] "%(n)d diwrnod"\nmsgstr[1] "%(n)d ddiwrnod"\n'
    entry += 'msgstr[2] "%(n)d diwrnod"\nmsgstr[3] ""\n'

    found = faults(("%(n)d day", "%(n)d days"), entry)

    assert found == ["cy: not translated: ('%(n)d day', '%(n)d days')"]


def test_a_lost_placeholder_is_found(faults):
    found = faults("By %(name)s", 'msgid "By %(name)s"\nmsgstr "Gan"\n')

    assert found == ["cy: other placeholders than its original: 'By %(name)s'"]


def test_texts_of_code_and_templates_are_found():
    found = messages.extract()

    assert "Sign in" in {str(message.id) for message in found}
    assert len(found) > 100
