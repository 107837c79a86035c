"""What stands around the rows of a long list: its heads, and the sheet that says what it is."""

from django.utils.translation import gettext as _

from ccs.exports.marks import mark_of_kind
from ccs.exports.tables import Table
from ccs.outbox.registry import link_to
from ccs.ui import moments
from networks.networks.models import Network
from reporting.exports.columns import columns_of
from reporting.exports.models import Export


def tables_of(export: Export, network: Network) -> tuple[Table, Table]:
    """The data without its rows, and the definitions."""
    mark = mark_of_kind(network.kind)
    heads = [one.title for one in columns_of(in_full=export.in_full)]
    return (
        Table(_("Data"), heads, [], mark=mark),
        Table(_("Definitions"), [_("What"), _("Says")], _about(export, network), mark=mark),
    )


def _about(export: Export, network: Network) -> list[list[str]]:
    period = {
        "first": moments.full_date(export.first),
        "last": moments.full_date(export.last),
    }
    rows = [
        (_("List"), _("Referrals, one a row, as they stood when the list was made.")),
        (_("Network"), network.name),
        (_("Sent in this time, both days counted"), _("%(first)s to %(last)s") % period),
        (_("Days"), _("As in the United Kingdom.")),
        (
            _("Sectors, types"),
            _("As they were at the time of the referral. Names are those of today."),
        ),
        (_("From and to nobody"), _("The network’s desk, which belongs to no organisation.")),
        (_("Working minutes"), _("Hours in which the network’s desk is open.")),
        (
            _("What is missing"),
            _("Drafts, referrals that were never sent, and imported history."),
        ),
        (_("About people"), _("Nothing: no name, no age, no place and no story is in this list.")),
        (_("Rows"), str(export.rows_of or 0)),
        (_("See it again"), link_to("reporting:exports", network=network.slug)),
    ]
    return [[name, value] for name, value in rows]
