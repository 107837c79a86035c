"""Ethnic group in the harmonised categories of the 2021 Census, as England or Wales puts them.

19 categories in 5 groups, and to rather not say. The same codes in both countries, so that they
can be counted together; the words and their order are each country's own. Source: Office for
National Statistics, Open Government Licence 3.0.

It is asked for figures alone: no service may ask for it, no share opens it, nothing depends on it.
"""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ccs.tenancy.problems import Problem
from networks.networks.models import Country

# The item of the answer (`Answer.item`).
ETHNICITY: Final = "ethnicity"
PREFER_NOT: Final = "prefer_not"
# The groups with their categories, in the order of the question.
GROUPS: Final[dict[str, tuple[str, ...]]] = {
    "white": ("white_british", "white_irish", "white_traveller", "white_roma", "white_other"),
    "mixed": (
        "mixed_white_black_caribbean",
        "mixed_white_black_african",
        "mixed_white_asian",
        "mixed_other",
    ),
    "asian": (
        "asian_indian",
        "asian_pakistani",
        "asian_bangladeshi",
        "asian_chinese",
        "asian_other",
    ),
    "black": ("black_caribbean", "black_african", "black_other"),
    "other": ("other_arab", "other_any"),
}
CATEGORIES: Final = tuple(code for codes in GROUPS.values() for code in codes)
_GROUP_WORDS: Final[dict[str, Promise]] = {
    "white": _("White"),
    "mixed": _("Mixed or Multiple ethnic groups"),
    "asian": _("Asian or Asian British"),
    "black": _("Black, Black British, Caribbean or African"),
    "other": _("Other ethnic group"),
}
_WORDS: Final[dict[str, Promise]] = {
    "white_british": _("English, Welsh, Scottish, Northern Irish or British"),
    "white_irish": _("Irish"),
    "white_traveller": _("Gypsy or Irish Traveller"),
    "white_roma": _("Roma"),
    "white_other": _("Any other White background"),
    "mixed_white_black_caribbean": _("White and Black Caribbean"),
    "mixed_white_black_african": _("White and Black African"),
    "mixed_white_asian": _("White and Asian"),
    "mixed_other": _("Any other Mixed or Multiple ethnic background"),
    "asian_indian": _("Indian"),
    "asian_pakistani": _("Pakistani"),
    "asian_bangladeshi": _("Bangladeshi"),
    "asian_chinese": _("Chinese"),
    "asian_other": _("Any other Asian background"),
    "black_caribbean": _("Caribbean"),
    "black_african": _("African background"),
    "black_other": _("Any other Black, Black British or Caribbean background"),
    "other_arab": _("Arab"),
    "other_any": _("Any other ethnic group"),
}
_WELSH_WORDS: Final[dict[str, Promise]] = {
    "asian": _("Asian, Asian Welsh or Asian British"),
    "black": _("Black, Black Welsh, Black British, Caribbean or African"),
    "white_british": _("Welsh, English, Scottish, Northern Irish or British"),
}
_GROUP_OF: Final = {code: group for group, codes in GROUPS.items() for code in codes}


def group_of(code: str) -> str:
    """The group of a category; what is none stays as it is: rather not say, not asked."""
    return _GROUP_OF.get(code, code)


def words_of(code: str, country: str) -> str:
    """A group or a category as the country's own census calls it."""
    own = _WELSH_WORDS if country == Country.WALES else {}
    return str(own.get(code) or _GROUP_WORDS.get(code) or _WORDS[code])


def ethnic_groups(country: str) -> list[tuple[str, str]]:
    """Every answer with its words, in the order of asking; nothing chosen is not asked."""
    named = [
        (code, f"{words_of(group, country)}: {words_of(code, country)}")
        for group, codes in GROUPS.items()
        for code in codes
    ]
    return [("", str(_("Not asked"))), *named, (PREFER_NOT, str(_("Prefer not to say")))]


def check_equality(answers: Mapping[str, str]) -> None:
    """Problem for an ethnic group that is none of the codes: it could not be counted."""
    answer = answers.get(ETHNICITY)
    if answer and answer not in (*CATEGORIES, PREFER_NOT):
        raise Problem(_("Choose an ethnic group from the list."), field="answers")
