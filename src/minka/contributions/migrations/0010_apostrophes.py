"""Words with apostrophes, whatever sign is used for them, and words joined by a stop or a slash without a blank.

The dictionary of ``unaccent`` writes some letters with a plain apostrophe, which broke the text form of a vector: a
contribution or a query with "ʼ", as Quechua is often written, failed. Apostrophes inside words are left out on both
sides, so that "p'aki", "p’aki" and "paki" find each other. PostgreSQL takes "sucia.Hay" for the name of a host; here
it is two words.
"""

from django.db import migrations

# Blanks: . / @ _ \ ∖ ﹨ ＼ and ŉ (an n with its apostrophe). Left out: ' ` ´ ʹ ʻ ʼ ʽ ˈ ‘ ’ ‛ ′ ＇ and combining marks.
FIX = r"""
create or replace function es_fix(t text) returns text language sql immutable parallel safe as
 $$select regexp_replace(regexp_replace(regexp_replace(lower(t),
     '[./@_\\\u2216\uFE68\uFF3C\u0149]', ' ', 'g'),
     '[''`\u00B4\u02B9\u02BB\u02BC\u02BD\u02C8\u2018\u2019\u201B\u2032\uFF07\u0300-\u0362\u20DD-\u20E4]+', '', 'g'),
     '(\w\wi)on\M', '\1ón', 'g')$$;
"""
FIX_BEFORE = r"""
create or replace function es_fix(t text) returns text language sql immutable parallel safe as
 $$select regexp_replace(lower(t), '(\w\wi)on\M', '\1ón', 'g')$$;
"""
SEARCH_ANEW = "update contributions_contribution set text = text"


class Migration(migrations.Migration):
    dependencies = [("contributions", "0009_words")]
    operations = [
        migrations.RunSQL(FIX, FIX_BEFORE),
        migrations.RunSQL(SEARCH_ANEW, migrations.RunSQL.noop),
    ]
