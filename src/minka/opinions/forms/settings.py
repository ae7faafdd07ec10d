"""How an activity of opinions works; chosen when it is set up."""

from django import forms
from django.utils.translation import gettext_lazy as _


class OpinionsSettingsForm(forms.Form):
    """The names are those of ``access.rules_of``."""

    who_writes = forms.ChoiceField(
        label=_("¿Quién escribe las afirmaciones?"),
        choices=[("everyone", _("Todas las personas")), ("team", _("Solo el equipo"))],
        widget=forms.RadioSelect,
        initial="everyone",
    )
    moderation = forms.ChoiceField(
        label=_("¿Cuándo se publica una afirmación de la gente?"),
        choices=[("before", _("Solo después de revisarla")), ("after", _("Al momento; se revisa después"))],
        widget=forms.RadioSelect,
        initial="before",
    )
    longest = forms.TypedChoiceField(
        label=_("¿Qué tan larga puede ser?"),
        choices=[(140, _("140 letras: una frase")), (200, _("200 letras")), (280, _("280 letras"))],
        coerce=int,
        initial=140,
    )
    results = forms.ChoiceField(
        label=_("¿Cuándo se ve el mapa?"),
        choices=[
            ("voted", _("Cada persona, después de votar lo suficiente; todos, al cerrar")),
            ("always", _("Siempre, para todos")),
            ("closed", _("Solo al cerrar, para todos")),
        ],
        widget=forms.RadioSelect,
        initial="voted",
    )
    enough = forms.IntegerField(
        label=_("¿Con cuántos votos se ubica a una persona en el mapa?"),
        help_text=_("Con menos de 7 la ubicación dice muy poco."),
        min_value=3,
        max_value=50,
        initial=7,
    )
    choosing = forms.ChoiceField(
        label=_("¿Cómo se elige la afirmación que sigue?"),
        choices=[
            ("balance", _("Un equilibrio de las dos")),
            ("map", _("La que más dice de cada persona: el mapa se aclara antes")),
            ("coverage", _("La que tiene menos votos: todas se conocen parejo")),
        ],
        widget=forms.RadioSelect,
        initial="balance",
    )
    place = forms.BooleanField(label=_("Preguntar por el distrito, sin obligar"), required=False, initial=True)
    needs_account = forms.BooleanField(label=_("Votar solo con cuenta"), required=False)
