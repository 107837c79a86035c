"""Foreign keys bypass policies: what a row points to is held in its network by the key itself."""

import pytest
from django.db import connection, models
from django.utils import timezone

from ccs.tenancy.context import enter, system
from ccs.tenancy.inspection import tenant_models, wall_of
from organisations.directory.models import Service
from organisations.members.models import Team
from organisations.roles.models import TeamRole
from referrals.clients.models import HouseholdMember
from referrals.referrals.models import Referral
from tests.isolation.refusals import refused_by_a_key, refused_by_a_wall
from tests.world import World

# The columns of every foreign key of a table, and those it points to.
KEYS = """
SELECT con.conname,
       ARRAY(SELECT attname::text FROM unnest(conkey) WITH ORDINALITY AS k(n, i)
             JOIN pg_attribute a ON a.attrelid = conrelid AND a.attnum = k.n ORDER BY k.i),
       confrelid::regclass::text,
       ARRAY(SELECT attname::text FROM unnest(confkey) WITH ORDINALITY AS k(n, i)
             JOIN pg_attribute a ON a.attrelid = confrelid AND a.attnum = k.n ORDER BY k.i),
       convalidated
FROM pg_constraint con WHERE contype = 'f' AND conrelid = %s::regclass
"""


@pytest.mark.parametrize("model", tenant_models(), ids=lambda model: model._meta.label)
def test_every_reference_to_a_tenant_table_names_the_network(
    db: None, model: type[models.Model]
) -> None:
    tenant_tables = {model._meta.db_table for model in tenant_models()}
    with connection.cursor() as cursor:
        cursor.execute(KEYS, [model._meta.db_table])
        keys = [row for row in cursor.fetchall() if row[2] in tenant_tables]

    crossing = [
        name
        for name, columns, _, to_columns, valid in keys
        if not (columns[0] == to_columns[0] == "network_id" and valid)
    ]
    unkeyed = {
        field.column
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model._meta.db_table in tenant_tables
    } - {column for _, columns, *_ in keys for column in columns}

    assert (crossing, unkeyed) == ([], set())


@pytest.mark.parametrize("model", tenant_models(), ids=lambda model: model._meta.label)
def test_no_update_moves_a_row_to_another_network(model: type[models.Model]) -> None:
    changeable = set(wall_of(model).changeable(model))

    assert not changeable & {"id", "network_id"}


def test_a_row_is_not_moved_to_another_network(here: World, there: World) -> None:
    with refused_by_a_wall(), here.acting("coordinator"):
        Team.objects.filter(pk=here.school.pk).update(network_id=there.network.pk)


def test_a_row_is_not_written_into_another_network(here: World, there: World) -> None:
    forged = Team(
        network=there.network, organisation_id=there.school.organisation_id, name="Forged"
    )

    with refused_by_a_wall(), here.acting("coordinator"):
        forged.save(force_insert=True)


def test_a_service_is_of_a_team_of_its_network(here: World, there: World) -> None:
    forged = Service(network=here.network, team_id=there.school.pk, name="Forged")

    with refused_by_a_key("service_team_in_network"), enter(system(here.network.pk)):
        forged.save(force_insert=True)


def test_a_role_is_on_a_team_of_its_network(here: World, there: World) -> None:
    with enter(system(here.network.pk)):
        given = TeamRole.objects.get(user_id=here.people["teacher"].user_id)
    given.pk, given.content_object_id = there.school.pk, there.school.pk

    with refused_by_a_key("teamrole_content_object_in_network"), enter(system(here.network.pk)):
        TeamRole.objects.bulk_create([given])


def test_a_referral_goes_to_a_team_of_its_network(here: World, there: World) -> None:
    here.refer()

    with refused_by_a_key("referral_to_team_in_network"), here.acting("teacher"):
        Referral.objects.update(to_team_id=there.advice_line.pk)


def test_a_household_is_of_a_client_of_its_network(here: World, there: World) -> None:
    theirs = there.assess().client_id

    forged = HouseholdMember(
        network_id=here.network.pk, client_id=theirs, position=1, given_name="Forged"
    )

    with refused_by_a_wall(), here.acting("teacher"):
        forged.save(force_insert=True)


def test_the_story_of_another_network_is_not_referred_here(here: World, there: World) -> None:
    theirs, now = there.assess(), timezone.now()

    forged = Referral(
        network=here.network,
        reference="AAAA-4444",
        assessment_id=theirs.pk,
        from_team_id=here.school.pk,
        owner_team_id=here.school.pk,
        origin_team_id=here.school.pk,
        needs=["food"],
        urgency="soon",
        from_name="Forged",
        from_sector="school",
        created_at=now,
        changed_at=now,
        next_action_at=now,
    )

    with refused_by_a_wall(), here.acting("teacher"):
        forged.save(force_insert=True)
