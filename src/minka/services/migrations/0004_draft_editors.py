"""Who wrote on a draft since its last version is kept apart from its changes, of which only the newest stay."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Max, Min


def note_editors(apps, schema_editor):
    """Those whose changes are still kept and younger than the newest version; what waits is the draft as it is."""
    change, version, editor, request = (
        apps.get_model("services", name) for name in ("DraftChange", "Version", "DraftEditor", "PublicationRequest")
    )
    published = dict(version.objects.order_by().values_list("service").annotate(at=Max("published_at")))
    for service, at in change.objects.order_by().values_list("service").annotate(at=Max("at")):
        written = change.objects.filter(service=service, by__isnull=False).order_by()
        if service in published:
            written = written.filter(at__gt=published[service])
        editor.objects.bulk_create(
            editor(service_id=service, person_id=person, first=first, last=last)
            for person, first, last in written.values_list("by").annotate(first=Min("revision"), last=Max("revision"))
        )
    for waiting in request.objects.filter(state="waiting").select_related("service"):
        waiting.revision = waiting.service.draft_revision
        waiting.save(update_fields=["revision"])


class Migration(migrations.Migration):
    dependencies = [
        ("services", "0003_simulated_exchange"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="publicationrequest",
            name="revision",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.CreateModel(
            name="DraftEditor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("first", models.PositiveIntegerField()),
                ("last", models.PositiveIntegerField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="editors", to="services.service"
                    ),
                ),
            ],
            options={
                "ordering": ["first", "id"],
                "constraints": [models.UniqueConstraint(fields=("service", "person"), name="draft_editor_once")],
            },
        ),
        migrations.RunPython(note_editors, migrations.RunPython.noop),
    ]
