"""Votes have a permission of their own: what somebody thinks of public matters is told apart from what they write."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reference", "0002_shipped_digest")]
    operations = [
        migrations.AlterField(
            model_name="consenttext",
            name="purpose",
            field=models.CharField(
                choices=[
                    ("participate", "participar"),
                    ("vote", "votar"),
                    ("notices-email", "avisos por correo"),
                    ("notices-sms", "avisos por SMS"),
                    ("count-missing", "contar quién falta"),
                    ("public-photo", "foto pública"),
                ],
                max_length=20,
            ),
        )
    ]
