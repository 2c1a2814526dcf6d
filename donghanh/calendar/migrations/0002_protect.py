"""History is only ever added to: the application's role loses UPDATE and DELETE on it."""

from django.db import migrations

from donghanh.audit.history import protect


class Migration(migrations.Migration):
    dependencies = [("calendar", "0001_initial")]

    operations = [protect("calendar_specialdayevent")]
