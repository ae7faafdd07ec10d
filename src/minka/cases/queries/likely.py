"""What is often observed in applications to a service, told before they are sent: by requirement, by no trait."""

import datetime as dt
from collections.abc import Sequence
from typing import Final

from django.db import connection
from django.utils import timezone

from minka.engine.forecasts import Count, Likely, likely_observations
from minka.services.models import Service
from minka.web.memory import memory

SPAN: Final = dt.timedelta(days=365)
SECONDS: Final = 3600  # it changes slowly, and unpacks the requirements of every case of the entity

COUNT = """
with filed as (
  select c.id, c.service_id, r ->> 'id' as requirement
  from cases_case c, jsonb_array_elements(c.requirements) r
  where c.organization_id = %(entity)s and c.filed_on >= %(since)s
), observed as (
  select distinct o.case_id, i ->> 'requirement' as requirement
  from cases_observation o join cases_case c on c.id = o.case_id, jsonb_array_elements(o.items) i
  where c.organization_id = %(entity)s and c.filed_on >= %(since)s
)
select filed.service_id, filed.requirement, count(observed.case_id), count(*)
from filed left join observed on observed.case_id = filed.id and observed.requirement = filed.requirement
group by 1, 2
"""


def likely_for(service: Service) -> Sequence[Likely]:
    """The rates of the service's requirements, highest first; nothing of those that under twenty cases had."""
    key = f"cases.likely.{service.pk}"
    found: Sequence[Likely] | None = memory.get(key)
    if found is None:
        found = _count(service)
        memory.set(key, found, SECONDS)
    return found


def _count(service: Service) -> Sequence[Likely]:
    with connection.cursor() as cursor:
        since = timezone.localdate() - SPAN
        cursor.execute(COUNT, {"entity": service.organization_id, "since": since})
        rows = [(pk, Count(requirement, observed, filed)) for pk, requirement, observed, filed in cursor.fetchall()]
    return likely_observations([count for pk, count in rows if pk == service.pk], [count for _pk, count in rows])
