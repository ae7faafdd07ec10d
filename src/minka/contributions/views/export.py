"""The desk as a table to take along, for those who may."""

from django.http import HttpRequest, StreamingHttpResponse
from django.views.decorators.http import require_GET

from minka.contributions.forms.desk import DeskForm
from minka.contributions.queries.desk import desk_contributions
from minka.contributions.queries.people import members_of, offices_of
from minka.contributions.queries.tables import COLUMNS, contribution_rows, csv_lines
from minka.contributions.views.staff import person_of
from minka.processes.access import get_process_for
from minka.records.actions import write_audit

AT_A_TIME = 500


@require_GET
def desk_csv(request: HttpRequest, site: str, process: str) -> StreamingHttpResponse:
    """Everything the filters let through, streamed. Who took it along stays in the audit trail."""
    found = get_process_for(request, site, process, "export")
    members = members_of(found.site)
    form = DeskForm(request.GET, process=found, members=members, offices=offices_of(members))
    asked = desk_contributions(found, form.filters(), person_of(request))
    chosen = asked.contributions.defer("search", "body")
    rows = chosen.select_related("activity", "answer").order_by("pk").iterator(chunk_size=AT_A_TIME)
    write_audit(site=found.site.slug, by=person_of(request), action="contributions.exported", subject=found.ref)
    lines = csv_lines(list(COLUMNS), contribution_rows(rows))
    headers = {"Content-Disposition": f'attachment; filename="{found.slug}-aportes.csv"'}
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)
