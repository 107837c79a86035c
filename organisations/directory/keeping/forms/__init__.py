"""The short pages of which a service's description is made."""

from organisations.directory.keeping.forms.about import AboutForm, CarriesForm
from organisations.directory.keeping.forms.place import PlaceForm
from organisations.directory.keeping.forms.reach import ReachForm
from organisations.directory.keeping.forms.refer import ReferForm
from organisations.directory.keeping.forms.when import WhenForm
from organisations.directory.keeping.forms.where import Offered, WhereForm
from organisations.directory.keeping.forms.who_for import WhoForForm

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
