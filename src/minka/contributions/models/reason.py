"""Why a contribution may be hidden: the rules, each with a code that never changes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Reason(models.TextChoices):
    PERSONAL_DATA = "personal_data", _("muestra datos personales de alguien")
    INSULT = "insult", _("insulta o amenaza a alguien")
    HATE = "hate", _("discrimina a un grupo de personas")
    ADVERTISING = "advertising", _("es publicidad o mensaje repetido")
    OFF_TOPIC = "off_topic", _("no trata de lo que se pregunta")
    ILLEGAL = "illegal", _("muestra o pide algo prohibido por ley")
