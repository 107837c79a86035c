"""What else was passed on, as the person would call it. Needs have their words elsewhere."""

from collections.abc import Iterable
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_ITEMS: Final[dict[str, Promise]] = {
    "household_size": gettext_lazy("how many people live with you"),
    "childrens_ages": gettext_lazy("how old your children are"),
    "school": gettext_lazy("your children’s school"),
    "tenure": gettext_lazy("your home: rented, owned or staying with someone"),
    "income": gettext_lazy("your income"),
    "savings": gettext_lazy("your savings"),
    "benefits": gettext_lazy("your benefits"),
    "debts": gettext_lazy("your debts"),
    "bank_account": gettext_lazy("whether you have a bank account"),
    "employer": gettext_lazy("your work"),
    "nrpf": gettext_lazy("whether you may get public funds"),
    "immigration_status": gettext_lazy("your immigration status"),
    "energy_supplier": gettext_lazy("your gas and electricity supplier"),
    "prepayment_meter": gettext_lazy("whether you have a prepayment meter"),
    "dietary_needs": gettext_lazy("what you cannot eat"),
    "cooking": gettext_lazy("what you can cook with"),
    "delivery": gettext_lazy("whether you need things delivered"),
    "clothes_sizes": gettext_lazy("clothes and shoe sizes"),
    "disability": gettext_lazy("disability or long-term illness"),
    "gp_surgery": gettext_lazy("your doctor’s surgery"),
    "court_date": gettext_lazy("the date of a court hearing"),
    "safe_times": gettext_lazy("when it is safe to call you"),
    "internet_access": gettext_lazy("whether you can get online"),
}


def items_in_words(items: Iterable[str]) -> list[str]:
    """Files are said once, however many; an item that has no words of its own is an answer."""
    words = []
    for item in items:
        if item.startswith("file:"):
            words.append(_("papers you gave"))
        else:
            words.append(str(_ITEMS[item]) if item in _ITEMS else _("another answer you gave"))
    return list(dict.fromkeys(words))
