import ccs.tenancy.models
import ccs.tenancy.walls
import datetime
import django.contrib.postgres.fields
import django.db.models.deletion
import networks.networks.rules
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('ccs', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Network',
            fields=[
                ('id', models.UUIDField(default=ccs.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('slug', models.SlugField(max_length=60, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('short_name', models.CharField(max_length=30)),
                ('kind', models.CharField(choices=[('live', 'Live'), ('practice', 'Practice')], default='live', max_length=10)),
                ('country', models.CharField(choices=[('england', 'England'), ('wales', 'Wales')], max_length=10)),
                ('languages', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=5), default=list, size=None)),
                ('colour', models.CharField(max_length=7)),
                ('area_codes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=9), default=list, size=None)),
                ('helpline_phone', models.CharField(blank=True, max_length=30)),
                ('helpline_email', models.EmailField(blank=True, max_length=254)),
                ('helpline_hours', models.CharField(blank=True, max_length=120)),
                ('children_care_phone', models.CharField(blank=True, max_length=30)),
                ('adults_care_phone', models.CharField(blank=True, max_length=30)),
                ('desk_opens', models.TimeField(default=datetime.time(9, 0))),
                ('desk_closes', models.TimeField(default=datetime.time(17, 0))),
                ('standards', models.JSONField(default=networks.networks.rules.default_standards)),
                ('aftercare_weeks', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), default=networks.networks.rules.default_aftercare_weeks, size=None)),
                ('client_languages', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=10), default=list, size=None)),
                ('second_step_for_all', models.BooleanField(default=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('practice_of', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='practice', to='networks.network')),
            ],
            options={
                'permissions': [('coordinate', 'Coordinate the network'), ('analyse', 'Read its reports')],
                'constraints': [ccs.tenancy.walls.Wall(insert="{role} IN ('programme', 'system')", name='network_wall', networked=False, read='true', update="{t}.id = {network} AND {role} IN ('coordinator', 'system')"), models.CheckConstraint(condition=models.Q(('kind', 'practice'), ('practice_of', None), _connector='OR'), name='network_live_is_no_twin'), models.CheckConstraint(condition=models.Q(('desk_opens__lt', models.F('desk_closes'))), name='network_desk_opens_before_it_closes')],
            },
        ),
        migrations.CreateModel(
            name='Programme',
            fields=[
                ('id', models.UUIDField(default=ccs.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120, unique=True)),
            ],
            options={
                'permissions': [('oversee', "See every network's figures")],
                'constraints': [ccs.tenancy.walls.Wall(insert="{role} = 'system'", name='programme_wall', networked=False, read='true')],
            },
        ),
        migrations.CreateModel(
            name='ProgrammeRole',
            fields=[
                ('id', models.UUIDField(default=ccs.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('content_object', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='networks.programme')),
                ('permission', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='auth.permission')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'constraints': [ccs.tenancy.walls.Wall(delete="{role} = 'system'", insert="{role} = 'system'", name='programmerole_wall', networked=False, read="{t}.user_id = {user} OR {role} = 'system'")],
            },
        ),
        migrations.CreateModel(
            name='SettingChange',
            fields=[
                ('id', models.UUIDField(default=ccs.tenancy.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('group', models.CharField(max_length=20)),
                ('before', models.JSONField()),
                ('after', models.JSONField()),
                ('made_by', models.UUIDField()),
                ('made_by_name', models.CharField(max_length=120)),
                ('made_at', models.DateTimeField()),
                ('network', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='networks.network')),
                ('undoes', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='networks.settingchange')),
            ],
            options={
                'ordering': ['-made_at', '-id'],
                'constraints': [models.UniqueConstraint(fields=('network', 'id'), name='settingchange_in_network'), models.UniqueConstraint(fields=('network', 'undoes'), name='settingchange_undone_once'), ccs.tenancy.walls.Wall(insert="{role} = 'coordinator'", name='settingchange_wall', of_worker={'made_by_name': 'made_by'}, read="{role} IN ('member', 'coordinator', 'analyst', 'system')"), ccs.tenancy.walls.TenantKey(columns=('network_id', 'undoes_id'), name='settingchange_undoes_in_network', to='networks.SettingChange', to_columns=('network_id', 'id'))],
                'indexes': [models.Index(fields=['network', 'made_at'], name='settingchange_of_network')],
            },
        ),
        migrations.AlterUniqueTogether(
            name='programmerole',
            unique_together={('user', 'permission', 'content_object')},
        ),
    ]
