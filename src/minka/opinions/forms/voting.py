"""What a voter sends: one press, a district, a yes to taking everything back."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from minka.contributions.forms.words import KeyField
from minka.opinions.models import Vote
from minka.processes.models import Activity
from minka.reference.forms import PlaceField

LARGEST = 2**31 - 1
MOST_SKIPPED = 60


class VoteForm(forms.Form):
    """One press of one of three buttons. The key matters only for somebody who votes for the first time."""

    afirmacion = forms.IntegerField(min_value=1, max_value=LARGEST)
    value = forms.TypedChoiceField(choices=[(each.value, each.label) for each in Vote.Value], coerce=int)
    idempotency_key = KeyField()
    volver = forms.CharField(required=False, max_length=20)

    def __init__(self, data: QueryDict, *, needs_key: bool) -> None:
        super().__init__(data)
        if not needs_key:
            del self.fields["idempotency_key"]


class VoterPlaceForm(forms.Form):
    """Where a voter is from; nothing is an answer too."""

    place = PlaceField(label=_("Tu distrito"), required=False)

    def __init__(self, activity: Activity, data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.fields["place"].department = activity.process.site.place_code[:2]  # type: ignore[attr-defined]


def numbers_in(text: str) -> list[int]:
    """The numbers of statements that an address or a form carries; nonsense is left out."""
    parts = [part for part in text[:1000].split(",") if part.isascii() and part.isdigit()]
    return list(dict.fromkeys(int(part) for part in parts if int(part) <= LARGEST))[-MOST_SKIPPED:]
