"""The database itself keeps what a vote was before it changed, whoever changes it and by which way."""

from django.db import migrations

KEEP = """
create function opinions_keep_earlier_vote() returns trigger language plpgsql as $$
begin
  insert into opinions_earliervote (activity_id, voter_id, statement_id, value, at)
  values (old.activity_id, old.voter_id, old.statement_id, old.value, old.at);
  return null;
end $$;
create trigger opinions_vote_changed after update of value on opinions_vote
  for each row when (old.value is distinct from new.value) execute function opinions_keep_earlier_vote();
"""
FORGET = """
drop trigger opinions_vote_changed on opinions_vote;
drop function opinions_keep_earlier_vote();
"""


class Migration(migrations.Migration):
    dependencies = [("opinions", "0001_initial")]
    operations = [migrations.RunSQL(KEEP, FORGET)]
