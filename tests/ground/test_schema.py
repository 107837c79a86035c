import pytest
from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from ccs.management.schema import is_of_this_version, missing_columns


@pytest.mark.django_db
def test_a_migrated_database_is_of_this_version():
    missing = missing_columns(apps.get_models())

    assert missing == []
    assert is_of_this_version()


@pytest.mark.django_db
@isolate_apps("ccs")
def test_a_column_that_an_older_version_did_not_have_is_missed():
    class User(models.Model):
        email = models.EmailField()
        shoe_size = models.IntegerField()

        class Meta:
            app_label = "ccs"
            db_table = "ccs_user"

    missing = missing_columns([User])

    assert missing == ["ccs_user.shoe_size"]
