"""The names of what a history speaks of: three queries, however long it is."""

from collections.abc import Collection

from organisations.directory.keeping.wording import Named, spoken_of
from organisations.directory.models import Location, ServiceChange
from organisations.members.models import Organisation
from organisations.places.queries import area_names


def names_in(changes: Collection[ServiceChange]) -> Named:
    organisations = [row[0] for row in spoken_of(changes, "routes")]
    areas = [row[1] for row in spoken_of(changes, "areas")]
    here = Organisation.objects.filter(pk__in=organisations).values_list("pk", "name")
    places = Location.objects.filter(pk__in=spoken_of(changes, "locations"))
    return Named(
        organisations={str(pk): name for pk, name in here},
        places={str(pk): name for pk, name in places.values_list("pk", "name")},
        areas=area_names(filter(None, areas)),
    )
