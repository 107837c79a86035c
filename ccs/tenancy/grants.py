"""What the application role may do with tables that are not ours or not a tenant's."""

from typing import Any

from django.conf import settings
from django.db import connections

READ = "SELECT"
ALL = "SELECT, INSERT, UPDATE, DELETE"

# Third parties' tables carry no network: each is named here with a reason, or it stays shut.
GLOBAL_TABLES = {
    "django_migrations": READ,  # `migrate --check` at start
    "django_content_type": READ,  # guardian finds permissions by it
    "auth_permission": READ,
    "django_session": ALL,
    "account_emailaddress": ALL,  # allauth: an address and whether it was proved
    "account_emailconfirmation": ALL,
    "mfa_authenticator": ALL,  # allauth: passkeys, and the sealed keys of authenticator apps
    "usersessions_usersession": ALL,  # allauth: where a person is signed in
}


def grant_global_tables(*, using: str = "default", **_: Any) -> None:
    """Run after every migrate, as the owner; the sequences of the tables come with them."""
    connection = connections[using]
    existing = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table, rights in GLOBAL_TABLES.items():
            if table in existing:
                cursor.execute(f'GRANT {rights} ON "{table}" TO {settings.DATABASE_APP_ROLE}')
        cursor.execute(
            f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {settings.DATABASE_APP_ROLE}"
        )
