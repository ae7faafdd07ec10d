"""The database itself refuses to change or remove what happened to a case."""

from django.db import migrations

KEEP = """
create function cases_refuse_changed_event() returns trigger language plpgsql as $$
begin
  raise exception 'what happened to a case is only added to' using errcode = 'restrict_violation';
end $$;
create trigger cases_event_kept before update or delete on cases_caseevent for each row
  execute function cases_refuse_changed_event();
"""
LET_GO = """
drop trigger cases_event_kept on cases_caseevent;
drop function cases_refuse_changed_event();
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]
    operations = [migrations.RunSQL(KEEP, LET_GO)]
