"""Words by which a unit is found, in one column; the order of lists as an index."""

import django.contrib.postgres.indexes
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0002_protect'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='unitalias',
            name='update_update',
        ),
        migrations.RemoveIndex(
            model_name='unit',
            name='unit_order',
        ),
        migrations.RemoveIndex(
            model_name='unitalias',
            name='unit_alias_search',
        ),
        migrations.RemoveField(
            model_name='unit',
            name='search',
        ),
        migrations.RemoveField(
            model_name='unitalias',
            name='search',
        ),
        migrations.AddField(
            model_name='unit',
            name='words',
            field=models.TextField(default='', editable=False, verbose_name='chữ để tìm'),
        ),
        migrations.AddIndex(
            model_name='unit',
            index=models.Index(fields=['system', 'level', 'sort_key', 'id'], name='unit_order_in_system'),
        ),
        migrations.AddIndex(
            model_name='unit',
            index=models.Index(fields=['level', 'sort_key', 'id'], name='unit_order'),
        ),
        migrations.AddIndex(
            model_name='unit',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(models.F('words'), name='gin_trgm_ops'), name='unit_words'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='unitalias',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organisations_unitaliasevent" ("id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id") SELECT new_values."id", new_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', new_values."id", new_values."unit_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='9b03279d62d6a028e46235b91c095a35c9f4cc1b', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_e840e', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='organisations_unitalias', when='AFTER')),
        ),
    ]
