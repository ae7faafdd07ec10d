"""A newer version came out while somebody fills in: what changed, and whether they want it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from minka.services.actions.filling import ChangedElsewhere
from minka.services.actions.renewing import difference_to, renew
from minka.services.queries.definitions import newest_version
from minka.services.queries.filling import Filling, filling_of
from minka.services.queries.words import name_of
from minka.services.views.here import filling_page, place_values


@filling_page
def version(request: HttpRequest, filling: Filling) -> HttpResponse:
    """Show the difference; a POST passes to the newer version, and whoever does nothing ends with their own."""
    application = filling.application
    newest = newest_version(filling.service)
    if newest.pk == application.version_id:
        return redirect(filling.next_address())
    if request.method == "POST":
        try:
            renew(application=application, version=newest, by=application.participant)
        except ChangedElsewhere:
            return redirect(filling.address("version"))
        messages.success(request, _("Pasaste a la versión nueva. Solo te preguntamos lo que cambió."))
        return redirect(filling_of(application).next_address())
    found = difference_to(application, newest)
    again = [filling.definition.by_id[name.rpartition("/")[2]] for name in found.asked_again]
    values = place_values(filling) | {
        "newest": newest,
        "changes": found.changes,
        "again": [
            name_of(question, filling.language)
            for question in again
            if application.answers.get(question.id) is not None
        ],
        "back_url": filling.next_address(),
    }
    return render(request, "services/version.html", values)
