"""The short pages of which a service's description is made."""

from organisations.directory.keeping.forms.about import (
    AboutForm,
    CarriesForm,
    ReachForm,
    WhoForForm,
)
from organisations.directory.keeping.forms.place import PlaceForm
from organisations.directory.keeping.forms.refer import ReferForm
from organisations.directory.keeping.forms.where import Offered, WhenForm, WhereForm

__all__ = [
    "AboutForm",
    "CarriesForm",
    "Offered",
    "PlaceForm",
    "ReachForm",
    "ReferForm",
    "WhenForm",
    "WhereForm",
    "WhoForForm",
]
