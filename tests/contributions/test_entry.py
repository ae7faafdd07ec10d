"""The entry desk: voices on paper or aloud, typed in by somebody else."""

import datetime as dt
import secrets
import threading

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from minka.contributions.models import Contribution, PaperSheet
from minka.people.models import Consent
from minka.processes.models import Activity
from minka.records.models import AuditEntry, Record
from tests.make.contributions import make_contribution
from tests.make.processes import make_activity, make_process
from tests.make.reference import make_district
from tests.people import Cast, as_person, make_cast

PAGE = "/cajamarca/gestion/leche/digitar/"
SHEETS = "/cajamarca/gestion/leche/hojas/"


@pytest.fixture
def activity(cast: Cast) -> Activity:
    return make_activity(make_process(cast.cajamarca))


def make_sheet(browser: Client, activity: str = "ideas") -> PaperSheet:
    browser.post(SHEETS, {"activity": activity, "count": 1, "idempotency_key": secrets.token_hex(16)})
    return PaperSheet.objects.latest("pk")


def type_in(browser: Client, **typed: object) -> HttpResponse:
    usual = {
        "code": "",
        "activity": "ideas",
        "spoken_by": "",
        "place": "",
        "handed_in_on": timezone.localdate().isoformat(),
        "language": "es",
        "text": "Que el camión de la leche llegue también a Chetilla.",
        "idempotency_key": secrets.token_hex(16),
    }
    return browser.post(PAGE, usual | typed)


@pytest.mark.usefixtures("activity")
def test_a_sheet_typed_in_keeps_who_spoke_who_typed_and_both_days(cast: Cast) -> None:
    browser = as_person(cast.facilitator)
    sheet, place = make_sheet(browser), make_district()
    yesterday = timezone.localdate() - dt.timedelta(days=1)

    answer = type_in(
        browser, code=sheet.code, spoken_by="Doña Rosa", place="chota", handed_in_on=yesterday, language="qvc"
    )

    assert answer.status_code == 302
    voice = Contribution.objects.get()
    assert (voice.code, voice.channel, voice.spoken_by, voice.language) == (sheet.code, "paper", "Doña Rosa", "qvc")
    assert (voice.recorded_by, voice.place_code) == (cast.facilitator, place.inei_code)
    assert timezone.localdate(voice.handed_in_at) == yesterday
    assert timezone.localdate(voice.received_at) == timezone.localdate()
    assert Consent.objects.filter(participant=voice.participant, purpose="participate").count() == 1
    assert Record.objects.filter(subject=voice.ref).count() == 1
    assert "Doña Rosa" not in str(Record.objects.get(subject=voice.ref).body)


@pytest.mark.usefixtures("activity")
def test_after_saving_the_code_the_count_and_the_batch_stay(cast: Cast) -> None:
    browser = as_person(cast.facilitator)
    make_district()
    before = (timezone.localdate() - dt.timedelta(days=2)).isoformat()

    page = browser.get(type_in(browser, place="Chota, Chota", handed_in_on=before, language="qvc").headers["Location"])

    body, form = page.content.decode(), page.context["form"]
    assert f"<code>{Contribution.objects.get().code}</code> · 1 hoy" in body
    assert (form["place"].value(), form["handed_in_on"].value(), form["language"].value()) == (
        "Chota, Chota", before, "qvc",
    )  # fmt: skip
    assert not form["text"].value()
    assert body.index("autofocus") < body.index('name="activity"')


@pytest.mark.parametrize(
    "written",
    ["{plain}", "{upper}", "{spaces}", "http://minka.pe/codigo/#{plain}", "http:--minka.pe-codigo-·{quotes}\n"],
)
@pytest.mark.usefixtures("activity")
def test_a_code_is_understood_as_people_and_scanners_write_it(cast: Cast, written: str) -> None:
    browser = as_person(cast.facilitator)
    code = make_sheet(browser).code
    forms = {"plain": code, "upper": code.upper(), "spaces": code.replace("-", "  "), "quotes": code.replace("-", "'")}

    assert type_in(browser, code=written.format(**forms)).status_code == 302

    assert Contribution.objects.get().code == code


@pytest.mark.usefixtures("activity")
def test_without_a_sheet_a_new_code_is_made_for_the_person(cast: Cast) -> None:
    browser = as_person(cast.facilitator)

    page = browser.get(type_in(browser).headers["Location"]).content.decode()

    assert Contribution.objects.get().channel == "desk"
    assert "Entrégale este código" in page


@pytest.mark.usefixtures("activity")
def test_the_code_of_the_paper_opens_mi_voz_on_any_phone(cast: Cast) -> None:
    desk = as_person(cast.facilitator)
    sheet = make_sheet(desk)
    type_in(desk, code=sheet.code)
    phone = Client()

    answer = phone.post("/codigo/", {"code": sheet.code.replace("-", " ").title()}, follow=True)

    assert "camión de la leche" in answer.content.decode()


def test_codes_that_cannot_be_used_say_why(cast: Cast, activity: Activity) -> None:
    browser = as_person(cast.facilitator)
    used, free = make_sheet(browser), make_sheet(browser)
    type_in(browser, code=used.code)
    other = make_activity(activity.process, slug="ideas-otras").slug
    elsewhere = make_contribution(activity, participant=cast.rosa)
    wrong_digit = free.code[:-1] + str((int(free.code[-1]) + 1) % 10)

    told = {
        code: type_in(browser, code=code, activity=chosen)
        for code, chosen in (
            (used.code, "ideas"), (free.code, other), (elsewhere.code, "ideas"),
            ("kudu-yeme-sifi-311", "ideas"), (wrong_digit, "ideas"), ("hola", "ideas"),
        )
    }  # fmt: skip

    assert {answer.status_code for answer in told.values()} == {422}
    words = [answer.content.decode() for answer in told.values()]
    assert "ya está digitada: la registró Facilitadora" in words[0]
    assert "Esa hoja es de «Ideas»" in words[1]
    assert "ya es de una voz que llegó por otro camino" in words[2]
    assert "no es de ninguna hoja de este proceso" in words[3]
    assert "Algo no coincide" in words[4]
    assert "Falta una parte" in words[5]
    assert all("camión de la leche" in each for each in words)


@pytest.mark.usefixtures("activity")
def test_a_scanner_that_sends_only_the_code_leads_on_to_the_text(cast: Cast) -> None:
    browser = as_person(cast.facilitator)
    sheet = make_sheet(browser)

    answer = type_in(browser, code=sheet.code, text="")

    assert answer.status_code == 422
    assert answer.context["form"].fields["text"].widget.attrs["autofocus"]
    assert sheet.code in answer.content.decode()


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (1, "todavía no llega"),
        (-9, "no recibía aportes"),
        (-4000, "muy atrás"),
        ("ayer", "No entendemos"),
        ("", "qué día"),
    ],
)
@pytest.mark.usefixtures("activity")
def test_a_day_that_cannot_be_is_told_and_nothing_is_kept(cast: Cast, day: int | str, words: str) -> None:
    written = timezone.localdate() + dt.timedelta(days=day) if isinstance(day, int) else day

    answer = type_in(as_person(cast.facilitator), handed_in_on=written)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Contribution.objects.exists()


def test_paper_handed_in_while_it_was_open_is_typed_in_after_the_phase(cast: Cast) -> None:
    make_activity(make_process(cast.cajamarca), begins=-9, ends=-2)
    browser = as_person(cast.facilitator)

    assert type_in(browser).status_code == 422
    assert type_in(browser, handed_in_on=timezone.localdate() - dt.timedelta(days=3)).status_code == 302


@pytest.mark.usefixtures("activity")
def test_the_same_form_twice_is_one_voice(cast: Cast) -> None:
    browser = as_person(cast.facilitator)
    sheet, key = make_sheet(browser), secrets.token_hex(16)

    answers = [type_in(browser, code=sheet.code, idempotency_key=key).status_code for _ in range(2)]

    assert answers == [302, 302]
    assert Contribution.objects.count() == 1


@pytest.mark.usefixtures("activity")
def test_the_last_one_is_undone_and_its_words_come_back_to_be_mended(cast: Cast) -> None:
    browser = as_person(cast.facilitator)
    sheet = make_sheet(browser)
    type_in(browser, code=sheet.code, text="Que el camión llege a Chetilla.")
    wrong = Contribution.objects.get()

    page = browser.post(f"{PAGE}deshacer/")

    form = page.context["form"]
    assert (form["text"].value(), form["code"].value()) == ("Que el camión llege a Chetilla.", sheet.code)
    wrong.refresh_from_db()
    assert (wrong.text, wrong.visibility, wrong.needs_answer) == ("", "withdrawn", False)
    assert Record.objects.get(subject=wrong.ref, kind="contribution.received").blank_reason == "mistyped"
    assert AuditEntry.objects.filter(subject=wrong.ref, action="contribution.undone").count() == 1

    assert type_in(browser, code=sheet.code).status_code == 302
    assert Contribution.objects.get(code=sheet.code).pk != wrong.pk


@pytest.mark.usefixtures("activity")
def test_what_somebody_else_typed_or_answered_is_not_undone(cast: Cast) -> None:
    browser, other = as_person(cast.facilitator), as_person(cast.coordinator)
    type_in(browser)

    assert other.post(f"{PAGE}deshacer/").status_code == 302
    Contribution.objects.update(state="accepted")
    assert browser.post(f"{PAGE}deshacer/").status_code == 302

    assert Contribution.objects.get().text


@pytest.mark.django_db(transaction=True)
def test_two_people_typing_one_sheet_at_once_leave_one_voice() -> None:
    cast = make_cast()
    make_activity(make_process(cast.cajamarca))
    browsers = [as_person(cast.facilitator), as_person(cast.coordinator)]
    sheet = make_sheet(browsers[0])
    answers: list[int] = []

    def work(browser: Client) -> None:
        try:
            answers.append(type_in(browser, code=sheet.code).status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=[browser]) for browser in browsers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers) == [302, 422]
    assert Contribution.objects.count() == 1
