"""Whatever a feed repeats, renames or moves: all or nothing, and never twice."""

from django.db import transaction
from hypothesis import HealthCheck, Phase, event, given, settings
from hypothesis import strategies as st

from organisations.directory.models import ExternalId, Service
from organisations.interchange.intake.actions import import_directory
from organisations.interchange.intake.feed_reading import read_feed
from organisations.interchange.intake.packages import services_in
from organisations.interchange.intake.queries import known_to
from organisations.management.console import console_of
from organisations.members.models import Organisation
from tests.organisations.interchange.feeds import service

few = st.sampled_from
names = few(["Crisis advice", "Food", "food", "Debt casework", "N" * 200])
owners = st.fixed_dictionaries(
    {
        "id": few(["1", "2", "", None, "X" * 300]),
        "name": few(["Quay Advice", "Quay casework", "Harbour", "harbour", "The Harbour Ltd"]),
    }
)
spots = st.lists(
    st.fixed_dictionaries(
        {
            "id": few(["a", "b"]),
            "location": few([{"id": "hall", "name": "Hall"}, {"id": "", "name": "House"}]),
        }
    ),
    max_size=2,
)
feeds = st.lists(
    st.builds(
        service,
        id=few(["s1", "s2", "s3", "", None]),
        name=names,
        organization=owners,
        status=few(["active", "inactive"]),
        minimum_age=few([None, 16, 70]),
        maximum_age=few([None, 17, 65]),
        service_at_locations=spots,
    ),
    min_size=1,
    max_size=4,
)


def take(feed):
    with console_of("hamlets") as actor:
        reading = read_feed(services_in(feed), known_to(actor))
        plan = import_directory(
            actor=actor, reading=reading, source="feed", same={"Harbour": "Harbour"}
        )
        counts = [model.objects.count() for model in (Organisation, Service, ExternalId)]
    return plan, counts


@settings(
    max_examples=40,
    phases=[Phase.generate],
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(before=feeds, feed=feeds)
def test_any_feed_after_any_other(world, before, feed):
    with transaction.atomic():
        _plan, there = take(before)

        plan, counts = take(feed)
        again, after = take(feed)
        transaction.set_rollback(True)

    event(f"blocked {plan.is_blocked}, changes {plan.changes_anything}")
    assert counts == there if plan.is_blocked else not again.changes_anything
    assert after == counts
