"""The table of the cache that all processes share: limits of signing in, and second factors that were used."""

from django.db import migrations

MAKE = """
create table if not exists people_shared_cache (
    cache_key varchar(255) primary key, value text not null, expires timestamp with time zone not null
);
create index if not exists people_shared_cache_expires on people_shared_cache (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0003_failed_codes")]

    operations = [migrations.RunSQL(MAKE, "drop table people_shared_cache")]
