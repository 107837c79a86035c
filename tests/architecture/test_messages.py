from django.utils.translation.trans_real import DjangoTranslation

from ccs.management import messages


def catalogue():
    return messages.read(messages.LOCALE / "cy" / "LC_MESSAGES" / "django.po")


def test_every_text_of_the_product_is_right_in_welsh():

    faults = messages.faults()

    assert faults == []


def test_welsh_has_the_plural_forms_that_django_counts_with():
    django = DjangoTranslation("cy").info()["plural-forms"]

    welsh = catalogue()

    assert welsh.num_plurals == 4
    assert welsh.plural_expr.replace(" ", "") in django.replace(" ", "")


def test_nothing_is_kept_that_no_code_uses():
    used = {(text.context, text.id) for text in messages.extract()}

    kept = {(text.context, text.id) for text in catalogue()}

    assert kept - used == set()
