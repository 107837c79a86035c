"""What joining tells other rooms as the app starts: emails, its job, the public's way in."""

from django.utils.translation import gettext_lazy as _

from organisations.joining import jobs, notices
from organisations.public.beside import register_link
from organisations.public.visits import Visit


def register() -> None:
    jobs.register()
    notices.register()
    register_link("join", _("Join as an organisation"), _address)


def _address(visit: Visit) -> str:
    return visit.link("join", network=visit.here.slug)
