"""Parts of long lists lie as they are: packing them once more took as long as writing them.

A workbook is packed already, and a CSV is deleted after a week.
"""

from django.db import migrations

_KEEP = "ALTER TABLE reporting_exportpart ALTER COLUMN content SET STORAGE {}"


class Migration(migrations.Migration):
    dependencies = [("reporting", "0002_facts")]

    operations = [migrations.RunSQL(_KEEP.format("EXTERNAL"), _KEEP.format("EXTENDED"))]
