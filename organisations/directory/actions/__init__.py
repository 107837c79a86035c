"""What can be done to the directory of a network."""

from organisations.directory.actions.adding import NewService, add_service
from organisations.directory.actions.asking import SERVICE_CHECK
from organisations.directory.actions.details import (
    ClosedDays,
    MayRefer,
    Opening,
    Paper,
    Reach,
    Served,
    ServiceDetails,
    WhoFor,
)
from organisations.directory.actions.figures import (
    REPLY_FIGURES,
    Figure,
    count_replies_nightly,
    next_night,
    write_reply_figures,
)
from organisations.directory.actions.keeping import create_service, save_service, version_of
from organisations.directory.actions.parts import details_of, with_parts
from organisations.directory.actions.places import (
    PlaceDetails,
    add_place,
    details_of_place,
    save_place,
    version_of_place,
)
from organisations.directory.actions.publishing import (
    confirm_service,
    publish_service,
    withdraw_service,
)

__all__ = [
    "REPLY_FIGURES",
    "SERVICE_CHECK",
    "ClosedDays",
    "Figure",
    "MayRefer",
    "NewService",
    "Opening",
    "Paper",
    "PlaceDetails",
    "Reach",
    "Served",
    "ServiceDetails",
    "WhoFor",
    "add_place",
    "add_service",
    "confirm_service",
    "count_replies_nightly",
    "create_service",
    "details_of",
    "details_of_place",
    "next_night",
    "publish_service",
    "save_place",
    "save_service",
    "version_of",
    "version_of_place",
    "with_parts",
    "withdraw_service",
    "write_reply_figures",
]
