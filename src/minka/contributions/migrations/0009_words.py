import django.contrib.postgres.indexes
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("contributions", "0008_moderation")]
    operations = [
        migrations.CreateModel(
            name="Word",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("word", models.CharField(max_length=40)),
                ("sound", models.CharField(max_length=80)),
                ("term", models.CharField(max_length=40)),
                ("lexeme", models.CharField(max_length=40)),
                ("texts", models.PositiveIntegerField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("word",), name="word_once")],
                "indexes": [
                    models.Index(fields=["lexeme"], name="word_lexeme"),
                    models.Index(fields=["term"], name="word_term"),
                    django.contrib.postgres.indexes.GistIndex(
                        django.contrib.postgres.indexes.OpClass("sound", name="gist_trgm_ops"),
                        name="word_sound",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WordCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("counted_up_to", models.BigIntegerField(default=0)),
                ("texts", models.BigIntegerField(default=0)),
                ("numbers", models.DecimalField(decimal_places=0, default=0, max_digits=40)),
                ("begun_anew_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={"constraints": [models.CheckConstraint(condition=models.Q(("pk", 1)), name="one_word_count")]},
        ),
    ]
