"""What nobody types but machines send: huge numbers, NUL bytes, signs that look like digits. No page breaks."""

import pytest
from django.urls import reverse

from tests.make.contributions import make_contribution
from tests.make.processes import make_activity, make_process
from tests.people import Cast, as_participant, as_person

FAILURE = 500
TOO_LONG = "9" * 5000  # more digits than Python turns into a number
HOSTILE = ["%00", "9" * 20, TOO_LONG, "%C2%B2", "0001-01-01T00:00:00%2B14:00~1", "1~%00"]


def addresses(cast: Cast) -> list[tuple[str, str]]:
    process = make_process(cast.cajamarca)
    activity = make_activity(process)
    idea = make_contribution(activity, participant=cast.rosa)
    place = ["cajamarca", "leche"]
    desk = reverse("contributions:desk", args=place)
    ideas = reverse("ideas:list", args=[*place, activity.slug])
    return [
        *[(desk, name) for name in ("desde", "q", "lugar", "responsable", "oficina", "orden", "edad", "estado")],
        (f"{desk}?orden=apoyados&", "desde"),
        (reverse("contributions:answer", args=place), "aporte"),
        (reverse("contributions:merge", args=place), "aporte"),
        (reverse("contributions:desk-csv", args=place), "q"),
        *[(reverse("contributions:moderation", args=place[:1]), name) for name in ("ver", "pagina")],
        (reverse("contributions:moderation-public", args=place[:1]), "mes"),
        *[(ideas, name) for name in ("q", "orden", "distrito", "desde")],
        *[(f"{ideas}?orden={order}&", "desde") for order in ("apoyadas", "respondidas", "por-responder")],
        (f"{ideas}?q=leche&", "desde"),
        (f"{ideas}{idea.pk}/", "comentarios"),
        *[(reverse("records:log"), name) for name in ("antes", "ref")],
        *[(reverse("insights:log", args=place[:1]), name) for name in ("antes", "ref")],
        *[(reverse("insights:audit", args=place[:1]), name) for name in ("antes", "ref")],
        (reverse("records:head"), "desde"),
        (reverse("contributions:voice"), "antes"),
        (reverse("notices:inbox"), "pagina"),
        (reverse("notices:work-inbox"), "pagina"),
        (reverse("processes:activity-new", args=place), "kind"),
        (reverse("sites:start"), "clave"),
        (reverse("account_login"), "next"),
    ]


@pytest.mark.parametrize("value", HOSTILE)
def test_no_page_breaks_on_what_only_a_machine_sends(cast: Cast, value: str) -> None:
    broken = []
    pages = addresses(cast)
    for client in (as_participant(cast.rosa), as_person(cast.coordinator)):
        client.raise_request_exception = False
        for address, name in pages:
            join = "" if address.endswith("&") else "?"
            answer = client.get(f"{address}{join}{name}={value}")
            if answer.status_code >= FAILURE:
                broken.append((address, name))
    assert broken == []
