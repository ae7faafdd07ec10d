"""An address is proven before anything is sent to it. Those left so far wait for their proof."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [
        migrations.AddField("participant", "email_proven_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddConstraint(
            "participant",
            models.CheckConstraint(
                condition=models.Q(email_proven_at__isnull=True) | ~models.Q(email=""), name="proven_email_is_there"
            ),
        ),
    ]
