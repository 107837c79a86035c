"""Files of a history, and how they are brought in."""

from io import BytesIO

from ccs.tenancy.actor import Actor
from ccs.tenancy.context import enter, system
from organisations.roles.queries import network_ref
from reporting.history.actions import import_history

ORGANISATIONS = """org_id,sector,registered_on,name
1,local_authority,2019-10-01,Pretend Borough
2,vcs,2020-01-15,Bread and Soup
"""
REFERRALS = """referral_id,from_org,to_org,status,made_at,accepted_at
r1,1,2,closed,2020-05-01T09:30:00+01:00,2020-05-02T09:30:00+01:00
r2,1,2,accepted,2020-06-01T09:30:00+01:00,
r3,2,1,declined,2020-06-01T09:30:00+01:00,
"""


def bring(world, organisations=ORGANISATIONS, referrals=REFERRALS, *, dry_run=False):
    with enter(system(world.network.pk)):
        return import_history(
            actor=Actor(network=network_ref(world.network), name="Coordinator Sample"),
            organisations=_source(organisations),
            referrals=_source(referrals),
            dry_run=dry_run,
        )


def _source(text):
    body = text.encode() if isinstance(text, str) else text
    return None if body is None else lambda: BytesIO(body)
