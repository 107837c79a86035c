"""The kinds of schemes that give money and goods: which there are in a country, whose is whose."""

from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from networks.networks.models import Country


class Scheme(TextChoices):
    """What kind of scheme an award is from. Its own name is kept beside it, as text."""

    LOCAL_WELFARE = "local_welfare", _("Local welfare assistance (council)")
    DAF_EAP = "daf_eap", _("Discretionary Assistance Fund: Emergency Assistance Payment")
    DAF_IAP = "daf_iap", _("Discretionary Assistance Fund: Individual Assistance Payment")
    HOUSING_PAYMENT = "housing_payment", _("Discretionary housing payment")
    HARDSHIP_FUND = "hardship_fund", _("A hardship or household support fund")
    CHARITY = "charity", _("A grant from a charity")
    ENERGY_FUND = "energy_fund", _("An energy company’s fund")
    FOOD_VOUCHER = "food_voucher", _("A food bank voucher")
    FUEL_VOUCHER = "fuel_voucher", _("A fuel voucher or a top-up")
    FURNITURE = "furniture", _("A furniture scheme")
    OTHER = "other", _("Another scheme")


_WELSH: Final = frozenset({Scheme.DAF_EAP, Scheme.DAF_IAP})
# Wales has the Discretionary Assistance Fund instead.
_NOT_WELSH: Final = frozenset({Scheme.LOCAL_WELFARE})
# What the pilots' councils call their local welfare assistance, and the directory's own word.
_LOCAL_NAMES: Final = frozenset({"NAS", "RSS", "LWAS", "LWA"})
_DAF: Final = {"EAP": Scheme.DAF_EAP, "IAP": Scheme.DAF_IAP}


def schemes_in(country: str) -> list[Scheme]:
    absent = _NOT_WELSH if country == Country.WALES else _WELSH
    return [scheme for scheme in Scheme if scheme not in absent]


def scheme_of_service(*, scheme: str, service: str, country: str) -> str:
    """The code of a service's own scheme by the names that it bears; empty where they say nothing.

    The Discretionary Assistance Fund has two kinds of payment: the service's name says which.
    """
    words = {scheme.upper(), *service.upper().replace("(", " ").replace(")", " ").split()}
    if "DAF" in words:
        found = next((code for name, code in _DAF.items() if name in words), None)
    else:
        found = Scheme.LOCAL_WELFARE if words & _LOCAL_NAMES else None
    return found.value if found and found in schemes_in(country) else ""
