"""How many receipt codes opened nothing, by the hour."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0002_proven_email")]

    operations = [
        migrations.CreateModel(
            "FailedCodes",
            [
                ("hour", models.DateTimeField(primary_key=True, serialize=False)),
                ("count", models.PositiveIntegerField(default=0)),
            ],
        ),
    ]
