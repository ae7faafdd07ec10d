import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("contributions", "0007_desk_support"),
        ("people", "0001_initial"),
        ("processes", "0002_idempotency_key"),
        ("sites", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="appeal",
            name="first_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="contribution",
            name="hidden_reason",
            field=models.CharField(
                blank=True,
                choices=[
                    ("personal_data", "muestra datos personales de alguien"),
                    ("insult", "insulta o amenaza a alguien"),
                    ("hate", "discrimina a un grupo de personas"),
                    ("advertising", "es publicidad o mensaje repetido"),
                    ("off_topic", "no trata de lo que se pregunta"),
                    ("illegal", "muestra o pide algo prohibido por ley"),
                ],
                max_length=16,
            ),
        ),
        migrations.AlterField(
            model_name="appeal",
            name="outcome",
            field=models.CharField(
                blank=True,
                choices=[
                    ("kept", "se mantiene"),
                    ("hidden", "se oculta"),
                    ("restored", "vuelve a mostrarse"),
                    ("shown", "se publica"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="moderationdecision",
            name="outcome",
            field=models.CharField(
                choices=[
                    ("kept", "se mantiene"),
                    ("hidden", "se oculta"),
                    ("restored", "vuelve a mostrarse"),
                    ("shown", "se publica"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddIndex(
            model_name="appeal",
            index=models.Index(
                condition=models.Q(("decided_at__isnull", True)), fields=["site", "id"], name="appeal_waiting"
            ),
        ),
        migrations.AddIndex(
            model_name="contribution",
            index=models.Index(
                condition=models.Q(("visibility", "held")),
                fields=["site", "received_at", "id"],
                name="contribution_held",
            ),
        ),
        migrations.AddIndex(
            model_name="moderationdecision",
            index=models.Index(fields=["site", "at"], name="decision_by_month"),
        ),
        migrations.AddIndex(
            model_name="moderationdecision",
            index=models.Index(fields=["contribution", "-id"], name="decision_newest"),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                condition=models.Q(("resolved_at__isnull", True)),
                fields=["site", "contribution", "at"],
                name="report_waiting",
            ),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(fields=["site", "at"], name="report_by_month"),
        ),
        migrations.AddConstraint(
            model_name="appeal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("first_by__isnull", True),
                    ("decided_by__isnull", True),
                    models.Q(("decided_by", models.F("first_by")), _negated=True),
                    _connector="OR",
                ),
                name="appeal_decided_by_a_second_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="appeal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at__isnull", True), ("decided_by__isnull", True), ("outcome", "")),
                    models.Q(("decided_at__isnull", False), ("outcome__in", ["hidden", "restored"])),
                    _connector="OR",
                ),
                name="appeal_decided_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="contribution",
            constraint=models.CheckConstraint(
                condition=models.Q(("hidden_reason", ""), ("visibility__in", ["hidden", "withdrawn"]), _connector="OR"),
                name="shown_has_no_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="moderationdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "hidden"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="hiding_names_its_reason",
            ),
        ),
    ]
