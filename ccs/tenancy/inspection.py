"""Compares what the models promise with what PostgreSQL enforces."""

from collections.abc import Iterable, Iterator

from django.apps import apps
from django.db import models

from ccs.tenancy import catalogue
from ccs.tenancy.grants import GLOBAL_TABLES
from ccs.tenancy.walls import TenantKey, Wall

OUR_APPS = ("ccs", "networks", "organisations", "referrals", "reporting")
# Ours and without a network: each with the reason why it may be global.
OUR_GLOBAL_TABLES = {
    "organisations_area": "names of council areas and wards, from the ONS",
    "organisations_postcode": "the ONS Postcode Directory, the same for all",
    "ccs_user": "a person may belong to several networks; it holds an email and no name",
    "ccs_knowndevice": "an account's browsers, as hashes, so that a new one can be told of",
    "ccs_loststep": "who waits for help with the second step of an account, and until when",
    "ccs_job": "ids only; what is due is found across networks by one indexed query",
    "ccs_outboxmessage": "ids only; claimed across networks by one indexed query",
    "ccs_tokenindex": "finds the network of a key, or of a link in an email, from its hash",
    "ccs_textthread": "finds the network of a text that comes in, from the hash of its number",
    "ccs_receivedtext": "ids at GOV.UK Notify of texts that came in, so that each is taken once",
    "networks_network": "the tenants themselves",
    "networks_programme": "above the networks",
    "networks_programmerole": "who oversees the programme",
    "organisations_need": "one taxonomy shared by all networks",
}


def our_models() -> list[type[models.Model]]:
    return [model for label in OUR_APPS for model in apps.get_app_config(label).get_models()]


def tenant_models() -> list[type[models.Model]]:
    """Those whose rows each belong to one network."""
    return [model for model in our_models() if _is_tenants(model)]


def wall_of(model: type[models.Model]) -> Wall | None:
    return next((c for c in model._meta.constraints if isinstance(c, Wall)), None)


def model_problems(found: Iterable[type[models.Model]] | None = None) -> Iterator[str]:
    """Tables without a wall, tenant tables without their keys, rows that could change hands."""
    for model in our_models() if found is None else found:
        name, wall = model._meta.db_table, wall_of(model)
        if wall is None:
            yield f"{name}: no Wall"
        elif not _has_network(model) and name not in OUR_GLOBAL_TABLES:
            yield f"{name}: neither a network column nor named as global"
        elif _is_tenants(model):
            yield from _change_problems(model, wall)
            yield from _unique_problems(model)
        yield from _key_problems(model)


def database_problems() -> Iterator[str]:
    """Policies and grants in the database that differ from the models' walls."""
    policies, grants = catalogue.policies(), catalogue.grants()
    changeable, forced = catalogue.changeable(), catalogue.forced()
    for model in our_models():
        table, wall = model._meta.db_table, wall_of(model)
        if wall is None:
            continue
        if table not in forced:
            yield f"{table}: row-level security is not enabled and forced"
        yield from _differences(f"{table}: policies", policies.get(table), wall.policy_names)
        yield from _differences(f"{table}: grants", grants.get(table), {*wall.granted} - {"UPDATE"})
        yield from _differences(
            f"{table}: columns to update", changeable.get(table), wall.changeable(model)
        )
    known = {model._meta.db_table for model in our_models()} | set(GLOBAL_TABLES)
    for table in sorted({*grants, *changeable} - known):
        yield f"{table}: granted to the application but named nowhere"
    for name in catalogue.around_the_walls():
        yield f"{name}: reads with its owner's rights and not the application's"


def _is_tenants(model: type[models.Model]) -> bool:
    return _has_network(model) and model._meta.db_table not in OUR_GLOBAL_TABLES


def _has_network(model: type[models.Model]) -> bool:
    return any(field.column == "network_id" for field in model._meta.concrete_fields)


def _differences(what: str, found: set[str] | None, wanted: Iterable[str]) -> Iterator[str]:
    if (found or set()) != set(wanted):
        yield f"{what} are {sorted(found or set())}, not {sorted(wanted)}"


def _change_problems(model: type[models.Model], wall: Wall) -> Iterator[str]:
    fixed = {"id", "network_id"} & set(wall.changeable(model))
    if fixed:
        yield f"{model._meta.db_table}: an update could change {sorted(fixed)}; name its `changes`"


def _unique_problems(model: type[models.Model]) -> Iterator[str]:
    """A unique over networks would tell one of them what another has."""
    for constraint in model._meta.constraints:
        if not isinstance(constraint, models.UniqueConstraint):
            continue
        if constraint.fields[:1] not in [("network",), ("network_id",)]:
            yield f"{model._meta.db_table}: {constraint.name} does not start with the network"
    for field in model._meta.concrete_fields:
        if field.unique and not field.primary_key:
            yield f"{model._meta.db_table}.{field.column}: unique over all networks"


def _key_problems(model: type[models.Model]) -> Iterator[str]:
    keyed = {c.columns[1] for c in model._meta.constraints if isinstance(c, TenantKey)}
    for field in model._meta.concrete_fields:
        target = field.related_model
        if not isinstance(field, models.ForeignKey) or field.name == "network":
            continue
        if not isinstance(target, type) or not _has_network(target):
            continue
        if field.db_constraint or field.column not in keyed:  # type: ignore[attr-defined]
            name = f"{model._meta.db_table}.{field.column}"
            yield f"{name}: needs a TenantKey to {target._meta.label}"
