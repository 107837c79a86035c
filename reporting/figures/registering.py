"""The figures of referrals and organisations, in the order in which they are listed."""

from reporting.figures.adoption import ADOPTION, QUIET_MEMBERS
from reporting.figures.capacity import CAPACITY
from reporting.figures.ends import DECLINES, ENDINGS, WITHDRAWALS
from reporting.figures.involvement import INVOLVEMENT
from reporting.figures.needs import NEEDS_NAMED, URGENCY
from reporting.figures.overview import BY_MONTH, BY_YEAR, SUMMARY
from reporting.figures.report import register
from reporting.figures.routes import ROUTES
from reporting.figures.schemes import SCHEMES
from reporting.figures.services import SERVICES
from reporting.figures.top import TOP_RECEIVERS, TOP_SENDERS
from reporting.figures.unmet import UNMET
from reporting.figures.waits import WAITS


def register_figures() -> None:
    for figure in (
        SUMMARY,
        BY_MONTH,
        BY_YEAR,
        ROUTES,
        INVOLVEMENT,
        SCHEMES,
        TOP_SENDERS,
        TOP_RECEIVERS,
        NEEDS_NAMED,
        URGENCY,
        UNMET,
        WAITS,
        DECLINES,
        WITHDRAWALS,
        ENDINGS,
        SERVICES,
        CAPACITY,
        ADOPTION,
        QUIET_MEMBERS,
    ):
        register(figure)
