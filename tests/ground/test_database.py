import pytest
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from ccs.management.owner import owner_connection
from tests.database import truncate_what_tests_wrote


def current_user():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        return cursor.fetchone()[0]


@pytest.mark.django_db
def test_the_suite_runs_as_the_role_that_owns_nothing():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, rolbypassrls, rolcreatedb FROM pg_roles WHERE rolname = current_user"
        )
        powers = cursor.fetchone()
        cursor.execute("SELECT count(*) FROM pg_tables WHERE tableowner = current_user")
        owned = cursor.fetchone()[0]

    assert current_user() == "ccs_app"
    assert powers == (False, False, False)
    assert owned == 0


@pytest.mark.django_db
def test_the_runtime_role_cannot_make_a_table():
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE TABLE mine (id int)")


@pytest.mark.django_db(transaction=True)
def test_the_owner_is_one_only_inside_the_block():
    with owner_connection():
        inside = current_user()

    assert inside == "ccs_owner"
    assert current_user() == "ccs_app"


@pytest.mark.django_db(transaction=True)
def test_what_a_committed_test_wrote_goes_and_reference_rows_stay():
    Session.objects.create(session_key="a" * 32, session_data="", expire_date=timezone.now())
    types = ContentType.objects.count()

    truncate_what_tests_wrote()

    assert Session.objects.count() == 0
    assert ContentType.objects.count() == types > 0
