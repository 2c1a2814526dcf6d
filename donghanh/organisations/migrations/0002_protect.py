"""History is only ever added to: the application's role loses UPDATE and DELETE on it."""

from django.db import migrations

from donghanh.audit.history import protect


class Migration(migrations.Migration):
    dependencies = [("organisations", "0001_initial")]

    operations = [
        protect(
            "organisations_areaevent",
            "organisations_areaplacementevent",
            "organisations_areasuccessionevent",
            "organisations_decisionevent",
            "organisations_externalcodeevent",
            "organisations_groupruleevent",
            "organisations_placementevent",
            "organisations_successionevent",
            "organisations_unitaliasevent",
            "organisations_unitevent",
            "organisations_unitgroupevent",
            "organisations_unitnameevent",
        )
    ]
