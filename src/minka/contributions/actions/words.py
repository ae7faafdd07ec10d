"""Counting the words of what anyone may read: the worker's, every minute, and only what is new."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from django.db import connection, transaction
from django.db.models import Count, Max, QuerySet, Sum
from django.utils import timezone

from minka.contributions.models import Contribution, Word, WordCount
from minka.engine.texts.normalise import fold, stem
from minka.engine.texts.spelling import sound

LONGEST_WORD = 40
AT_ONCE = 20_000
ANEW_AFTER = dt.timedelta(hours=1)

WORDS_OF = """
select word, count(*) from contributions_contribution,
    unnest(tsvector_to_array(to_tsvector('pg_catalog.simple', es_fix(title || ' ' || text)))) word
where id > %s and id <= %s and visibility = 'visible' and parent_id is null group by word
"""
ADD = """
insert into contributions_word (word, sound, term, lexeme, texts)
select word, sound, term, coalesce((tsvector_to_array(es_tsv(word)))[1], ''), texts
from unnest(%s::text[], %s::text[], %s::text[], %s::int[]) as counted(word, sound, term, texts) order by word
on conflict (word) do update set texts = contributions_word.texts + excluded.texts
"""


def count_words() -> int:
    """Add the words of contributions that came since the last count, and tell how many those were.

    When texts that were counted are no longer to be read, all are counted anew, at most once an hour: the words of
    a withdrawn text do not stay.
    """
    with transaction.atomic():
        WordCount.objects.get_or_create(pk=1)
        count = WordCount.objects.select_for_update().get(pk=1)
        if _is_due(count) and _sums(0, count.counted_up_to) != (count.texts, count.numbers):
            return _count_anew(count)
        return _count_new(count)


def _count_anew(count: WordCount) -> int:
    Word.objects.update(texts=0)
    count.counted_up_to, count.texts, count.numbers, count.begun_anew_at = 0, 0, Decimal(0), timezone.now()
    counted = _count_new(count)
    Word.objects.filter(texts=0).delete()
    count.save()
    return counted


def _count_new(count: WordCount) -> int:
    newest = _public().aggregate(newest=Max("pk"))["newest"] or 0
    if newest <= count.counted_up_to:
        return 0
    for start in range(count.counted_up_to, newest, AT_ONCE):
        _add(start, min(start + AT_ONCE, newest))
    texts, numbers = _sums(count.counted_up_to, newest)
    count.counted_up_to, count.texts, count.numbers = newest, count.texts + texts, count.numbers + numbers
    count.save()
    return texts


def _add(after: int, last: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(WORDS_OF, (after, last))
        counted: Sequence[tuple[str, int]] = [
            (word, texts) for word, texts in cursor.fetchall() if word.isalnum() and len(word) <= LONGEST_WORD
        ]
        words = [word for word, _ in counted]
        plain = [fold(word) for word in words]
        sounds, terms = [sound(word)[:80] for word in plain], [stem(word)[:LONGEST_WORD] for word in plain]
        cursor.execute(ADD, (words, sounds, terms, [texts for _, texts in counted]))


def _is_due(count: WordCount) -> bool:
    return count.begun_anew_at <= timezone.now() - ANEW_AFTER


def _sums(after: int, last: int) -> tuple[int, Decimal]:
    sums = _public().filter(pk__gt=after, pk__lte=last).aggregate(texts=Count("pk"), numbers=Sum("pk"))
    return sums["texts"], Decimal(sums["numbers"] or 0)


def _public() -> QuerySet[Contribution]:
    return Contribution.objects.filter(visibility=Contribution.Visibility.VISIBLE, parent__isnull=True)
