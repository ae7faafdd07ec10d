"""Naming groups, below the evidence for each."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from minka.contributions.views.staff import person_of
from minka.opinions.access import get_opinions_for
from minka.opinions.actions.groups import NoSuchGroup, name_group
from minka.opinions.forms.team import GroupNameForm, name_forms
from minka.opinions.models import OpinionMap
from minka.opinions.queries.live import group_names, live_map
from minka.opinions.queries.statements import statement_rows
from minka.opinions.queries.team import group_views
from minka.opinions.queries.words import gap_words
from minka.opinions.views.team import around
from minka.processes.models import Activity

CONFLICT, UNPROCESSABLE = 409, 422


@require_http_methods(["GET", "HEAD", "POST"])
def groups(request: HttpRequest, site: str, process: str, activity: str) -> HttpResponse:
    """Each group with what is typical of it, and only then a field for its name."""
    place = get_opinions_for(request, site, process, activity, "edit_process")
    if request.method != "POST":
        return _page(request, place)
    form = GroupNameForm(request.POST, auto_id=f"id_{request.POST.get('letter', '')[:1]}_%s")
    if not form.is_valid():
        return _page(request, place, form, status=UNPROCESSABLE)
    clean = form.cleaned_data
    shown = OpinionMap.objects.select_related("site").filter(activity=place, pk=clean["opinion_map"]).first()
    try:
        if shown is None:
            raise NoSuchGroup
        name_group(opinion_map=shown, letter=clean["letter"], name=clean["name"], by=person_of(request))
    except NoSuchGroup:
        form.add_error("name", _("El mapa cambió mientras mirabas. Mira otra vez el grupo y guarda su nombre."))
        return _page(request, place, form, status=CONFLICT)
    messages.success(request, _("Guardamos el nombre del grupo %(letter)s.") % {"letter": clean["letter"]})
    return redirect("opinions:team-groups", site, process, activity)


def _page(
    request: HttpRequest, activity: Activity, refused: GroupNameForm | None = None, *, status: int = 200
) -> HttpResponse:
    newest, names = live_map(activity), group_names(activity)
    views = group_views(newest.document, names, statement_rows(activity, newest)) if newest else []
    letters = [view.letter for view in views]
    forms = name_forms(letters, names, newest.pk, refused) if newest else {}
    values = {
        **around(request, activity, "team-groups", _("Nombrar grupos")),
        "newest": newest,
        "groups": [(view, forms[view.letter]) for view in views],
        "gap": gap_words(newest.document) if newest else "",
        "refused": refused,
    }
    return render(request, "opinions/team_groups.html", values, status=status)
