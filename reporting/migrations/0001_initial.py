import ccs.tenancy.models
import ccs.tenancy.walls
import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('ccs', '__first__'),
        ('networks', '0001_initial'),
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Export',
            fields=[
                ('id', models.UUIDField(default=ccs.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('asked_at', models.DateTimeField()),
                ('first', models.DateField()),
                ('last', models.DateField()),
                ('format', models.CharField(choices=[('csv', 'CSV, for any program'), ('xlsx', 'Excel (XLSX)')], max_length=4)),
                ('language', models.CharField(max_length=5)),
                ('in_full', models.BooleanField()),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('running', 'Being made'), ('ready', 'Ready'), ('failed', 'Failed'), ('expired', 'Deleted')], default='waiting', max_length=8)),
                ('rows_done', models.PositiveIntegerField(default=0)),
                ('rows_of', models.PositiveIntegerField(null=True)),
                ('size', models.PositiveBigIntegerField(default=0)),
                ('crc', models.PositiveBigIntegerField(default=0)),
                ('unpacked', models.PositiveBigIntegerField(default=0)),
                ('made_at', models.DateTimeField(null=True)),
                ('expires_at', models.DateTimeField(null=True)),
                ('asked_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.membership')),
                ('network', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='networks.network')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('network', 'id'), name='export_in_network'), models.CheckConstraint(condition=models.Q(('first__lte', models.F('last'))), name='export_first_to_last'), ccs.tenancy.walls.Wall(changes=('state', 'rows_done', 'rows_of', 'size', 'crc', 'unpacked', 'made_at', 'expires_at'), insert="{t}.user_id = {user} AND CASE WHEN {role} = 'coordinator' THEN true ELSE {role} = 'analyst' AND NOT {t}.in_full END", name='export_wall', read="CASE WHEN {role} IN ('coordinator', 'system') THEN true ELSE {t}.user_id = {user} END", update="CASE WHEN {role} = 'system' THEN true ELSE {t}.user_id = {user} END"), ccs.tenancy.walls.TenantKey(columns=('network_id', 'asked_by_id'), name='export_asked_by_in_network', to='organisations.Membership', to_columns=('network_id', 'id'))],
                'indexes': [models.Index(fields=['network', '-asked_at', '-id'], name='export_newest')],
            },
        ),
        migrations.CreateModel(
            name='ExportPart',
            fields=[
                ('id', models.UUIDField(default=ccs.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('ids', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None)),
                ('content', models.BinaryField(null=True)),
                ('export', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='reporting.export')),
                ('network', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='networks.network')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('network', 'id'), name='exportpart_in_network'), models.UniqueConstraint(fields=('network', 'export', 'number'), name='exportpart_number_once'), ccs.tenancy.walls.Wall(changes=('ids', 'content'), delete="{role} = 'system'", insert="{role} = 'system'", name='exportpart_wall', read="CASE WHEN {role} = 'system' THEN true ELSE EXISTS (SELECT 1 FROM reporting_export e WHERE e.id = {t}.export_id AND e.user_id = {user}) END", update="{role} = 'system'"), ccs.tenancy.walls.TenantKey(columns=('network_id', 'export_id'), name='exportpart_export_in_network', to='reporting.Export', to_columns=('network_id', 'id'))],
            },
        ),
        migrations.CreateModel(
            name='Fact',
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
                ('folded', models.BooleanField()),
                ('network', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='networks.network')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('network', 'id'), name='fact_in_network'), ccs.tenancy.walls.Wall(changes=('folded',), delete="{t}.network_id = {network} AND {role} = 'system'", insert="{t}.network_id = {network} AND {role} IN ('member', 'coordinator', 'system')", name='fact_wall', networked=False, read="CASE WHEN {role} = 'programme' THEN {t}.network_id IN (SELECT n.id FROM networks_network n WHERE n.kind = 'live') ELSE {t}.network_id = {network} AND {role} = 'system' END", update="{t}.network_id = {network} AND {role} = 'system'")],
                'indexes': [models.Index(fields=['network', 'measure', 'day'], name='fact_by_day'), models.Index(condition=models.Q(('folded', False)), fields=['network'], name='fact_to_fold')],
            },
        ),
        migrations.CreateModel(
            name='HistoryImport',
            fields=[
                ('id', models.UUIDField(default=ccs.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('by_id', models.UUIDField(null=True)),
                ('by_name', models.CharField(blank=True, max_length=120)),
                ('counts', models.JSONField(default=dict)),
                ('undo_asked_at', models.DateTimeField(null=True)),
                ('undone_at', models.DateTimeField(null=True)),
                ('undone_by_id', models.UUIDField(null=True)),
                ('undone_by_name', models.CharField(blank=True, max_length=120)),
                ('network', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='networks.network')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('network', 'id'), name='historyimport_in_network'), ccs.tenancy.walls.Wall(changes=('counts', 'undo_asked_at', 'undone_at', 'undone_by_id', 'undone_by_name'), insert="{role} IN ('system', 'coordinator')", name='historyimport_wall', of_worker={'by_name': 'by_id', 'undone_by_name': 'undone_by_id'}, read="{role} IN ('system', 'coordinator')", update="{role} IN ('system', 'coordinator')")],
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
            name='Pack',
            fields=[
                ('id', models.UUIDField(default=ccs.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('quarter', 'Quarter'), ('year', 'Programme year')], max_length=8)),
                ('first', models.DateField()),
                ('last', models.DateField()),
                ('version', models.PositiveSmallIntegerField(default=1)),
                ('correction', models.TextField(blank=True, max_length=5000)),
                ('language', models.CharField(max_length=5)),
                ('frozen', models.JSONField()),
                ('made_at', models.DateTimeField()),
                ('status', models.CharField(choices=[('draft', 'Draft'), ('sent', 'Sent')], default='draft', max_length=8)),
                ('sent_at', models.DateTimeField(null=True)),
                ('made_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.membership')),
                ('network', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='networks.network')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('network', 'id'), name='pack_in_network'), models.UniqueConstraint(fields=('network', 'kind', 'first', 'version'), name='pack_version_once'), models.UniqueConstraint(condition=models.Q(('status', 'draft')), fields=('network', 'kind', 'first'), name='pack_one_draft'), models.CheckConstraint(condition=models.Q(('first__lt', models.F('last'))), name='pack_first_to_last'), models.CheckConstraint(condition=models.Q(models.Q(('sent_at', None), ('status', 'draft')), models.Q(('sent_at__isnull', False), ('status', 'sent')), _connector='OR'), name='pack_sent_at_a_time'), ccs.tenancy.walls.Wall(after="{role} IN ('coordinator', 'system')", changes=('frozen', 'language', 'made_at', 'made_by', 'status', 'sent_at'), insert="{role} IN ('coordinator', 'system') AND {t}.status = 'draft'", name='pack_wall', read="CASE WHEN {role} IN ('coordinator', 'system') THEN true WHEN {t}.status <> 'sent' THEN false WHEN {role} = 'analyst' THEN true ELSE EXISTS (SELECT 1 FROM reporting_packsent s WHERE s.network_id = {t}.network_id AND s.pack_id = {t}.id AND s.user_id = {user}) END", update="{role} IN ('coordinator', 'system') AND {t}.status = 'draft'"), ccs.tenancy.walls.TenantKey(columns=('network_id', 'made_by_id'), name='pack_made_by_in_network', to='organisations.Membership', to_columns=('network_id', 'id'))],
                'indexes': [models.Index(fields=['network', '-last', '-id'], name='pack_newest')],
            },
        ),
        migrations.CreateModel(
            name='PackSent',
            fields=[
                ('id', models.UUIDField(default=ccs.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('sent_at', models.DateTimeField()),
                ('member', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.membership')),
                ('network', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='networks.network')),
                ('pack', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='sendings', to='reporting.pack')),
                ('sent_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.membership')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('network', 'id'), name='packsent_in_network'), models.UniqueConstraint(fields=('network', 'pack', 'member'), name='packsent_once'), ccs.tenancy.walls.Wall(insert="{role} IN ('coordinator', 'system')", name='packsent_wall', read="CASE WHEN {role} IN ('coordinator', 'system') THEN true ELSE {t}.user_id = {user} END"), ccs.tenancy.walls.TenantKey(columns=('network_id', 'pack_id'), name='packsent_pack_in_network', to='reporting.Pack', to_columns=('network_id', 'id')), ccs.tenancy.walls.TenantKey(columns=('network_id', 'member_id'), name='packsent_member_in_network', to='organisations.Membership', to_columns=('network_id', 'id')), ccs.tenancy.walls.TenantKey(columns=('network_id', 'sent_by_id'), name='packsent_sent_by_in_network', to='organisations.Membership', to_columns=('network_id', 'id'))],
            },
        ),
        migrations.CreateModel(
            name='PackWords',
            fields=[
                ('id', models.UUIDField(default=ccs.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('section', models.CharField(max_length=20)),
                ('text', models.TextField(blank=True, max_length=5000)),
                ('version', models.PositiveIntegerField(default=1)),
                ('changed_at', models.DateTimeField()),
                ('changed_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.membership')),
                ('network', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='networks.network')),
                ('pack', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='words', to='reporting.pack')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('network', 'id'), name='packwords_in_network'), models.UniqueConstraint(fields=('network', 'pack', 'section'), name='packwords_section_once'), ccs.tenancy.walls.Wall(changes=('text', 'version', 'changed_at', 'changed_by'), insert="{role} IN ('coordinator', 'system') AND EXISTS (SELECT 1 FROM reporting_pack p WHERE p.id = {t}.pack_id AND p.status = 'draft')", name='packwords_wall', read='EXISTS (SELECT 1 FROM reporting_pack p WHERE p.id = {t}.pack_id)', update="{role} IN ('coordinator', 'system') AND EXISTS (SELECT 1 FROM reporting_pack p WHERE p.id = {t}.pack_id AND p.status = 'draft')"), ccs.tenancy.walls.TenantKey(columns=('network_id', 'pack_id'), name='packwords_pack_in_network', to='reporting.Pack', to_columns=('network_id', 'id')), ccs.tenancy.walls.TenantKey(columns=('network_id', 'changed_by_id'), name='packwords_changed_by_in_network', to='organisations.Membership', to_columns=('network_id', 'id'))],
            },
        ),
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('id', models.UUIDField(default=ccs.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('family', models.CharField(max_length=30)),
                ('first', models.DateField()),
                ('last', models.DateField()),
                ('computed_at', models.DateTimeField()),
                ('counted_on', models.DateField()),
                ('cells', models.JSONField(default=dict)),
                ('beside', models.JSONField(default=dict)),
                ('seal', models.CharField(max_length=64)),
                ('network', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='networks.network')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('network', 'id'), name='publication_in_network'), models.UniqueConstraint(fields=('network', 'family', 'first', 'last'), name='publication_once'), ccs.tenancy.walls.Wall(insert="{role} = 'system'", name='publication_wall', read="{role} IN ('system', 'coordinator', 'analyst', 'programme')")],
            },
        ),
        migrations.CreateModel(
            name='RollUp',
            fields=[
                ('id', models.UUIDField(default=ccs.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('cube', models.CharField(max_length=10)),
                ('measure', models.CharField(max_length=10)),
                ('month', models.DateField()),
                ('keys', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None)),
                ('n', models.BigIntegerField()),
                ('network', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='networks.network')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('network', 'id'), name='rollup_in_network'), models.UniqueConstraint(fields=('network', 'cube', 'measure', 'month', 'keys'), name='rollup_once'), ccs.tenancy.walls.Wall(changes=('n',), delete="{t}.network_id = {network} AND {role} = 'system'", insert="{t}.network_id = {network} AND {role} = 'system'", name='rollup_wall', networked=False, read="CASE WHEN {role} = 'programme' THEN {t}.network_id IN (SELECT n.id FROM networks_network n WHERE n.kind = 'live') ELSE {t}.network_id = {network} AND {role} = 'system' END", update="{t}.network_id = {network} AND {role} = 'system'")],
                'indexes': [models.Index(models.F('network'), models.F('cube'), models.F('keys__0'), models.F('month'), condition=models.Q(('cube__in', ['senders', 'receivers'])), name='rollup_by_organisation')],
            },
        ),
    ]
