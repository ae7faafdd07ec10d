"""A question of a draft: what is asked, what an answer must keep to, and why it is asked at all."""

from minka.services.forms.question.form import QuestionForm

__all__ = ["QuestionForm"]
