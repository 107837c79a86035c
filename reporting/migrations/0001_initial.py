import ccs.tenancy.models
import ccs.tenancy.walls
import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('networks', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoryImport',
            fields=[
                ('id', models.UUIDField(default=ccs.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('by_id', models.UUIDField(null=True)),
                ('by_name', models.CharField(blank=True, max_length=120)),
                ('counts', models.JSONField(default=dict)),
                ('undone_at', models.DateTimeField(null=True)),
                ('undone_by_name', models.CharField(blank=True, max_length=120)),
                ('network', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='networks.network')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('network', 'id'), name='historyimport_in_network'), ccs.tenancy.walls.Wall(changes=('counts', 'undone_at', 'undone_by_name'), insert="{role} IN ('system', 'coordinator')", name='historyimport_wall', read="{role} IN ('system', 'coordinator')", update="{role} IN ('system', 'coordinator')")],
                'indexes': [models.Index(fields=['network', '-at'], name='historyimport_newest')],
            },
        ),
        migrations.CreateModel(
            name='HistoryOrganisation',
            fields=[
                ('id', models.UUIDField(default=ccs.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('org_id', models.CharField(max_length=100)),
                ('key', models.UUIDField()),
                ('is_member', models.BooleanField(default=False)),
                ('name', models.CharField(blank=True, max_length=200)),
                ('sector', models.CharField(max_length=20)),
                ('type', models.CharField(blank=True, max_length=40)),
                ('registered_on', models.DateField()),
                ('left_on', models.DateField(null=True)),
                ('teams', models.PositiveIntegerField(null=True)),
                ('can_receive', models.BooleanField(null=True)),
                ('batch', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reporting.historyimport')),
                ('network', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='networks.network')),
                ('replaced_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reporting.historyimport')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('network', 'id'), name='historyorganisation_in_network'), models.UniqueConstraint(condition=models.Q(('replaced_by', None)), fields=('network', 'org_id'), name='historyorganisation_counts_once'), ccs.tenancy.walls.Wall(changes=('replaced_by',), delete="{role} IN ('system', 'coordinator')", insert="{role} IN ('system', 'coordinator')", name='historyorganisation_wall', read="{role} IN ('system', 'coordinator')", update="{role} IN ('system', 'coordinator')"), ccs.tenancy.walls.TenantKey(columns=('network_id', 'batch_id'), name='historyorganisation_batch_in_network', to='reporting.HistoryImport', to_columns=('network_id', 'id')), ccs.tenancy.walls.TenantKey(columns=('network_id', 'replaced_by_id'), name='historyorganisation_replaced_by_in_network', to='reporting.HistoryImport', to_columns=('network_id', 'id'))],
            },
        ),
        migrations.CreateModel(
            name='HistoryReferral',
            fields=[
                ('id', models.UUIDField(default=ccs.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('referral_id', models.CharField(max_length=100)),
                ('from_key', models.UUIDField()),
                ('to_key', models.UUIDField()),
                ('from_org', models.CharField(max_length=100)),
                ('to_org', models.CharField(max_length=100)),
                ('from_team', models.CharField(blank=True, max_length=120)),
                ('to_team', models.CharField(blank=True, max_length=120)),
                ('from_sector', models.CharField(max_length=20)),
                ('to_sector', models.CharField(max_length=20)),
                ('from_type', models.CharField(blank=True, max_length=40)),
                ('to_type', models.CharField(blank=True, max_length=40)),
                ('need', models.CharField(blank=True, max_length=30)),
                ('status', models.CharField(max_length=12)),
                ('outcome', models.CharField(blank=True, max_length=20)),
                ('made_at', models.DateTimeField()),
                ('accepted_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('batch', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reporting.historyimport')),
                ('network', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='networks.network')),
                ('replaced_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reporting.historyimport')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('network', 'id'), name='historyreferral_in_network'), models.UniqueConstraint(condition=models.Q(('replaced_by', None)), fields=('network', 'referral_id'), name='historyreferral_counts_once'), ccs.tenancy.walls.Wall(changes=('replaced_by',), delete="{role} IN ('system', 'coordinator')", insert="{role} IN ('system', 'coordinator')", name='historyreferral_wall', read="{role} IN ('system', 'coordinator')", update="{role} IN ('system', 'coordinator')"), ccs.tenancy.walls.TenantKey(columns=('network_id', 'batch_id'), name='historyreferral_batch_in_network', to='reporting.HistoryImport', to_columns=('network_id', 'id')), ccs.tenancy.walls.TenantKey(columns=('network_id', 'replaced_by_id'), name='historyreferral_replaced_by_in_network', to='reporting.HistoryImport', to_columns=('network_id', 'id'))],
            },
        ),
        migrations.CreateModel(
            name='HistoryUpload',
            fields=[
                ('id', models.UUIDField(default=ccs.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('by_id', models.UUIDField(null=True)),
                ('by_name', models.CharField(blank=True, max_length=120)),
                ('state', models.CharField(choices=[('checking', 'Checking'), ('checked', 'Checked'), ('wrong', 'Wrong'), ('importing', 'Importing'), ('done', 'Done')], default='checking', max_length=10)),
                ('organisations', models.BinaryField(null=True)),
                ('referrals', models.BinaryField(null=True)),
                ('report', models.JSONField(default=dict)),
                ('batch', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reporting.historyimport')),
                ('network', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='networks.network')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('network', 'id'), name='historyupload_in_network'), ccs.tenancy.walls.Wall(changes=('state', 'organisations', 'referrals', 'report', 'batch'), delete="{role} IN ('system', 'coordinator')", insert="{role} IN ('system', 'coordinator')", name='historyupload_wall', read="{role} IN ('system', 'coordinator')", update="{role} IN ('system', 'coordinator')"), ccs.tenancy.walls.TenantKey(columns=('network_id', 'batch_id'), name='historyupload_batch_in_network', to='reporting.HistoryImport', to_columns=('network_id', 'id'))],
            },
        ),
        migrations.CreateModel(
            name='RollUp',
            fields=[
                ('id', models.UUIDField(default=ccs.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('cube', models.CharField(max_length=10)),
                ('measure', models.CharField(max_length=10)),
                ('grain', models.CharField(max_length=1)),
                ('first', models.DateField()),
                ('keys', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None)),
                ('n', models.BigIntegerField()),
                ('network', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='networks.network')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('network', 'id'), name='rollup_in_network'), models.UniqueConstraint(fields=('network', 'cube', 'measure', 'grain', 'first', 'keys'), name='rollup_once'), ccs.tenancy.walls.Wall(changes=('n',), delete="{t}.network_id = {network} AND {role} = 'system'", insert="{t}.network_id = {network} AND {role} = 'system'", name='rollup_wall', networked=False, read="CASE WHEN {role} = 'programme' THEN {t}.network_id IN (SELECT n.id FROM networks_network n WHERE n.kind = 'live') ELSE {t}.network_id = {network} AND {role} = 'system' END", update="{t}.network_id = {network} AND {role} = 'system'")],
            },
        ),
        migrations.CreateModel(
            name='Delta',
            fields=[
                ('id', models.UUIDField(default=ccs.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('measure', models.CharField(max_length=10)),
                ('day', models.DateField()),
                ('from_organisation_id', models.UUIDField(null=True)),
                ('to_organisation_id', models.UUIDField(null=True)),
                ('from_team_id', models.UUIDField(null=True)),
                ('to_team_id', models.UUIDField(null=True)),
                ('service_id', models.UUIDField(null=True)),
                ('from_sector', models.CharField(max_length=20)),
                ('to_sector', models.CharField(max_length=20)),
                ('from_type', models.CharField(max_length=40)),
                ('to_type', models.CharField(max_length=40)),
                ('from_scheme', models.CharField(max_length=40)),
                ('to_scheme', models.CharField(max_length=40)),
                ('needs', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), size=None)),
                ('urgency', models.CharField(max_length=8)),
                ('reason', models.CharField(max_length=24)),
                ('minutes', models.IntegerField(null=True)),
                ('in_time', models.BooleanField(null=True)),
                ('n', models.SmallIntegerField()),
                ('network', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='networks.network')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('network', 'id'), name='delta_in_network'), ccs.tenancy.walls.Wall(delete="{t}.network_id = {network} AND {role} = 'system'", insert='{t}.network_id = {network}', name='delta_wall', networked=False, read="CASE WHEN {role} = 'programme' THEN {t}.network_id IN (SELECT n.id FROM networks_network n WHERE n.kind = 'live') ELSE {t}.network_id = {network} AND {role} = 'system' END")],
            },
        ),
    ]
