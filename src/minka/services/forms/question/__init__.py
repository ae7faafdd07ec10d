"""A question of a draft: what is asked, what an answer must keep to, and why it is asked at all."""

from minka.services.forms.question.form import QuestionForm
from minka.services.forms.question.types import TYPES, TypeWords, words_of_type

__all__ = ["TYPES", "QuestionForm", "TypeWords", "words_of_type"]
