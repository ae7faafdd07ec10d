"""The database itself refuses to change or remove what was published."""

from django.db import migrations

FREEZE = """
create function services_refuse_changed_version() returns trigger language plpgsql as $$
begin
  raise exception 'a published version never changes' using errcode = 'restrict_violation';
end $$;
create trigger services_version_frozen before update on services_version for each row
  when ((old.service_id, old.number, old.document, old.digest, old.reasons, old.differences, old.published_at)
    is distinct from (new.service_id, new.number, new.document, new.digest, new.reasons, new.differences, new.published_at))
  execute function services_refuse_changed_version();
create trigger services_version_kept before delete on services_version for each row
  execute function services_refuse_changed_version();
"""
THAW = """
drop trigger services_version_kept on services_version;
drop trigger services_version_frozen on services_version;
drop function services_refuse_changed_version();
"""


class Migration(migrations.Migration):
    dependencies = [("services", "0001_initial")]
    operations = [migrations.RunSQL(FREEZE, THAW)]
