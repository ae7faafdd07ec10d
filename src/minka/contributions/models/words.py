"""The words of public contributions: what search corrects by and what similarity weighs by."""

from django.contrib.postgres.indexes import GistIndex, OpClass
from django.db import models
from django.utils import timezone


class Word(models.Model):
    """One word as people write it, lower case, with its accents. Only of what anyone may read."""

    word = models.CharField(max_length=40)
    sound = models.CharField(max_length=80)  # engine.texts.spelling: what misspelt words are looked up by
    term = models.CharField(max_length=40)  # engine.texts.normalise: what similarity counts
    lexeme = models.CharField(max_length=40)  # as ``Contribution.search`` has it; empty for stop words
    texts = models.PositiveIntegerField()  # in how many it occurs

    class Meta:
        constraints = [models.UniqueConstraint(fields=["word"], name="word_once")]
        indexes = [
            models.Index(fields=["lexeme"], name="word_lexeme"),
            models.Index(fields=["term"], name="word_term"),
            GistIndex(OpClass("sound", name="gist_trgm_ops"), name="word_sound"),
        ]

    def __str__(self) -> str:
        return self.word


class WordCount(models.Model):
    """The last count of words; there is one row. Texts hidden or withdrawn since make the sums differ."""

    counted_up_to = models.BigIntegerField(default=0)  # the number of the newest contribution that was counted
    texts = models.BigIntegerField(default=0)
    numbers = models.DecimalField(max_digits=40, decimal_places=0, default=0)  # the sum of the texts' numbers
    begun_anew_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_word_count")]

    def __str__(self) -> str:
        return f"{self.texts}"
