"""Making a network and changing what it promises."""

import re
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from ccs.tenancy.context import Context, Role, enter
from ccs.tenancy.problems import Problem
from ccs.tenancy.slugs import PRACTICE, is_reserved
from networks.networks.models import Network

# What the table has room for; its practice twin has a longer address.
SLUG, NAME, SHORT_NAME = 60 - len(PRACTICE), 120, 30
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@transaction.atomic
def create_network(
    *,
    slug: str,
    name: str,
    short_name: str = "",
    country: str = "england",
    languages: Sequence[str] = ("en",),
    client_languages: Sequence[str] = (),
    colour: str = "#1d70b8",
    area_codes: Sequence[str] = (),
    helpline_phone: str = "",
    helpline_email: str = "",
    helpline_hours: str = "",
) -> Network:
    """For the programme and the command line. Problem for a slug that is taken or reserved."""
    if not _SLUG.fullmatch(slug) or is_reserved(slug) or slug.endswith(PRACTICE):
        raise Problem(
            _("Choose another short address: this one has another use here."), field="slug"
        )
    if len(slug) > SLUG or not 0 < len(name) <= NAME:
        raise Problem(_("Choose a shorter name."), field="name")
    if Network.objects.filter(slug=slug).exists():
        raise Problem(_("There is already a network with this short address."), field="slug")
    with enter(Context(role=Role.SYSTEM)):
        return Network.objects.create(
            slug=slug,
            name=name,
            short_name=(short_name or name)[:SHORT_NAME],
            country=country,
            languages=list(languages),
            client_languages=list(client_languages),
            colour=colour,
            area_codes=list(area_codes),
            helpline_phone=helpline_phone,
            helpline_email=helpline_email,
            helpline_hours=helpline_hours,
        )
