"""What happened to a case stays; the words that people wrote in it may be taken out when their time is over."""

from django.db import migrations

LET_WORDS_GO = """
create or replace function cases_refuse_changed_event() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    if to_jsonb(new) - 'data' = to_jsonb(old) - 'data'
        and new.data = old.data - array['reason', 'appeal', 'items', 'document']
    then
      return new;
    end if;
  end if;
  raise exception 'what happened to a case is only added to' using errcode = 'restrict_violation';
end $$;
"""
KEEP_ALL = """
create or replace function cases_refuse_changed_event() returns trigger language plpgsql as $$
begin
  raise exception 'what happened to a case is only added to' using errcode = 'restrict_violation';
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0005_case_counted_at")]
    operations = [migrations.RunSQL(LET_WORDS_GO, KEEP_ALL)]
