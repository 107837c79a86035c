import pytest
from babel.messages.catalog import Catalog

from ccs.management import messages
from ccs.ui.languages import OWN_NAMES

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


def test_a_language_of_the_person_helped_needs_only_what_is_for_them():
    every = Catalog(domain="django")
    every.add("Staff page", locations=[("templates/referrals/home/home.html", 0)])
    every.add("Who will call you", locations=[("templates/person/status.html", 0)])

    wanted = messages.wanted_in("so", every)

    assert [message.id for message in wanted if message.id] == ["Who will call you"]


def test_a_language_of_the_site_needs_everything():
    every = Catalog(domain="django")
    every.add("Staff page", locations=[("templates/referrals/home/home.html", 0)])

    assert messages.wanted_in("cy", every) is every


def test_every_language_for_the_person_has_its_catalogue():
    catalogues = {source.parts[-3] for source in messages.sources()}

    assert catalogues == set(OWN_NAMES) - {"en"}
