"""History is only ever added to: the application's role loses UPDATE and DELETE on it."""

from django.db import migrations

from donghanh.audit.history import protect


class Migration(migrations.Migration):
    dependencies = [("programmes", "0001_initial")]

    operations = [protect("programmes_programmeevent", "programmes_ownerevent", "programmes_taskevent", "programmes_taskactorevent", "programmes_assignmentevent", "programmes_stepevent", "programmes_targetevent", "programmes_deadlineevent")]
