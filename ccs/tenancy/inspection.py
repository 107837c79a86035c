"""Compares what the models promise with what PostgreSQL enforces."""

from collections.abc import Iterator

from django.apps import apps
from django.conf import settings
from django.db import connection, models

from ccs.tenancy.grants import GLOBAL_TABLES
from ccs.tenancy.walls import TenantKey, Wall

OUR_APPS = ("ccs", "networks", "organisations", "referrals", "reporting")
# Ours and without a network: each with the reason why it may be global.
OUR_GLOBAL_TABLES = {
    "organisations_area": "names of council areas and wards, from the ONS",
    "organisations_postcode": "the ONS Postcode Directory, the same for all",
    "ccs_user": "a person may belong to several networks; it holds an email and no name",
    "ccs_outboxmessage": "ids only; claimed across networks by one indexed query",
    "ccs_tokenindex": "finds the network of a key from its hash",
    "networks_network": "the tenants themselves",
    "networks_programme": "above the networks",
    "networks_programmerole": "who oversees the programme",
    "organisations_need": "one taxonomy shared by all networks",
}


def our_models() -> list[type[models.Model]]:
    return [model for label in OUR_APPS for model in apps.get_app_config(label).get_models()]


def wall_of(model: type[models.Model]) -> Wall | None:
    return next((c for c in model._meta.constraints if isinstance(c, Wall)), None)


def model_problems() -> Iterator[str]:
    """Tables without a wall, tenant tables without their keys, foreign keys that cross."""
    for model in our_models():
        name = model._meta.db_table
        wall = wall_of(model)
        if wall is None:
            yield f"{name}: no Wall"
        elif not _has_network(model) and name not in OUR_GLOBAL_TABLES:
            yield f"{name}: neither a network column nor named as global"
        yield from _key_problems(model)


def database_problems() -> Iterator[str]:
    """Policies and grants in the database that differ from the models' walls."""
    policies, grants, forced = _policies(), _grants(), _forced()
    for model in our_models():
        table, wall = model._meta.db_table, wall_of(model)
        wanted = set(wall.granted) if wall else set()
        if wall and table not in forced:
            yield f"{table}: row-level security is not enabled and forced"
        for what, found in (("policies", policies), ("grants", grants)):
            if found.get(table, set()) != wanted:
                yield f"{table}: {what} {sorted(found.get(table, set()))}, not {sorted(wanted)}"
    known = {model._meta.db_table for model in our_models()} | set(GLOBAL_TABLES)
    for table in sorted(set(grants) - known):
        yield f"{table}: granted to the application but named nowhere"


def _has_network(model: type[models.Model]) -> bool:
    return any(field.column == "network_id" for field in model._meta.concrete_fields)


def _key_problems(model: type[models.Model]) -> Iterator[str]:
    keyed = {c.columns[1] for c in model._meta.constraints if isinstance(c, TenantKey)}
    for field in model._meta.concrete_fields:
        target = field.related_model
        if not isinstance(target, type) or not _has_network(target) or field.name == "network":
            continue
        if getattr(field, "db_constraint", True) or field.column not in keyed:
            name = f"{model._meta.db_table}.{field.column}"
            yield f"{name}: needs a TenantKey to {target._meta.label}"


def _policies() -> dict[str, set[str]]:
    return _grouped("SELECT tablename, cmd FROM pg_policies WHERE schemaname = 'public'")


def _grants() -> dict[str, set[str]]:
    return _grouped(
        "SELECT table_name, privilege_type FROM information_schema.role_table_grants"
        " WHERE grantee = %s AND table_schema = 'public' AND privilege_type <> 'TRUNCATE'",
        [settings.DATABASE_APP_ROLE],
    )


def _forced() -> set[str]:
    return set(
        _grouped(
            "SELECT relname, 'forced' FROM pg_class WHERE relrowsecurity AND relforcerowsecurity"
        )
    )


def _grouped(sql: str, params: list[str] | None = None) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        for table, value in cursor.fetchall():
            found.setdefault(table, set()).add(value)
    return found
