"""What stays of a process: its memory on a page, and the whole of it without the platform."""

import csv
import io
import json
import uuid
from html.parser import HTMLParser
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse

from minka.contributions.actions.photo import photo_path
from minka.contributions.models import Attachment, Contribution
from minka.engine.ledger.canonical import commit
from minka.insights.archive.building import archive_path
from minka.insights.tasks import drop_archives
from minka.people.actions import erase_participant
from minka.people.models import Consent
from minka.processes.models import Activity, Process
from minka.web.memory import memory
from tests.contributions.test_answer import REASON, compose, publish
from tests.contributions.test_closing import MEMORY, WHY
from tests.make.contributions import make_contribution
from tests.make.processes import make_activity, make_process
from tests.people import Cast, as_participant, as_person

FORMULA = '=HYPERLINK("http://example.org")'


@pytest.fixture
def activity(cast: Cast) -> Activity:
    return make_activity(make_process(cast.cajamarca))


def address(process: Process, name: str = "memory") -> str:
    return reverse(f"insights:{name}", args=[process.site.slug, process.slug])


def close(activity: Activity, client: Client) -> None:
    closing = reverse("contributions:closing", args=[activity.site.slug, activity.process.slug])
    assert client.post(closing, {**MEMORY, "unanswered_reason": WHY}).status_code == 302


def archive(process: Process) -> ZipFile:
    return ZipFile(io.BytesIO(Client().get(address(process, "memory-archive")).getvalue()))


class _Links(HTMLParser):
    """Collects where a page leads and what it loads."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag != "script"
        self.found |= {str(value) for name, value in attrs if name in {"href", "src"}}


def with_photo(activity: Activity, *, public: bool = True, content: bytes = b"una foto", **voice: object) -> Attachment:
    """A contribution with a photo whose file lies where it should."""
    name = uuid.uuid4().hex
    said = make_contribution(activity, spoken_by="Rosa Quispe", **voice)  # type: ignore[arg-type]
    photo_path(name).parent.mkdir(parents=True, exist_ok=True)
    photo_path(name).write_bytes(content)
    return Attachment.objects.create(
        site=activity.site, contribution=said, name=name, width=8, height=6, size=len(content), is_public=public
    )


def test_the_archive_holds_the_photos_that_everybody_may_see_and_no_other(cast: Cast, activity: Activity) -> None:
    shown = with_photo(activity, content=b"la vista")
    private, hidden, lost = (with_photo(activity, public=public) for public in (False, True, True))
    Contribution.objects.filter(pk=hidden.contribution_id).update(visibility="hidden")
    photo_path(lost.name).unlink()
    close(activity, as_person(cast.facilitator))

    memory, files = Client().get(address(activity.process)).text, archive(activity.process)

    name = f"fotos/aporte-{shown.contribution_id}-{shown.pk}.jpg"
    assert [each for each in files.namelist() if each.endswith(".jpg")] == [name]
    assert files.read(name) == b"la vista"
    assert f'src="{name}"' in files.read("aportes-001.html").decode()
    assert [row["foto"] for row in csv.DictReader(io.StringIO(files.read("datos/fotos.csv").decode("utf-8-sig")))] == [
        name
    ]
    assert "1 foto que su autor dejó ver a todos (8" in files.read("LEEME.txt").decode()
    assert "Trae también 2 fotos públicas" in memory
    assert not any(each.name in str(files.namelist()) for each in (shown, private, hidden))


def test_an_archive_ends_with_the_permission_for_its_photo(cast: Cast, activity: Activity) -> None:
    photo = with_photo(activity, participant=cast.rosa)
    Consent.objects.create(participant=cast.rosa, purpose="public-photo", text_version="es-1")
    close(activity, as_person(cast.facilitator))
    before = archive(activity.process)

    as_participant(cast.rosa).post(reverse("people:consent-withdraw"), {"purpose": "public-photo"})
    after = archive(activity.process)

    assert [len([each for each in files.namelist() if each.endswith(".jpg")]) for files in (before, after)] == [1, 0]
    assert Client().get(f"/cajamarca/fotos/{photo.name}/grande/").status_code == 404
    assert as_participant(cast.rosa).get(f"/cajamarca/fotos/{photo.name}/grande/").status_code == 200


def test_an_archive_heavy_with_photos_is_the_workers_task(cast: Cast, activity: Activity) -> None:
    photo = with_photo(activity)
    Attachment.objects.filter(pk=photo.pk).update(size=31_000_000)
    close(activity, as_person(cast.facilitator))

    assert Client().get(address(activity.process, "memory-archive")).status_code == 202


def test_the_memory_is_public_once_the_process_is_closed(cast: Cast, activity: Activity) -> None:
    make_contribution(activity)
    assert Client().get(address(activity.process)).status_code == 404

    close(activity, as_person(cast.facilitator))

    page = Client().get(address(activity.process))
    for words in (*MEMORY.values(), WHY, "respondidos 0 de 1".capitalize()):
        assert words in page.text


def test_the_archive_opens_without_the_platform_and_says_everything_public(cast: Cast, activity: Activity) -> None:
    said = make_contribution(activity, title=FORMULA, text="<script>alert(1)</script> Tanques fríos")
    gone, hidden = (
        make_contribution(activity, text="Me arrepiento de esto"),
        make_contribution(activity, text="Teléfono de Ana"),
    )
    client = as_person(cast.facilitator)
    publish(client, activity, compose(client, activity, said))
    Contribution.objects.filter(pk=gone.pk).update(visibility="withdrawn", title="", text="")
    Contribution.objects.filter(pk=hidden.pk).update(visibility="hidden")
    close(activity, client)

    files = archive(activity.process)

    names = set(files.namelist())
    for page in [name for name in names if name.endswith(".html")]:
        links = _Links()
        links.feed(files.read(page).decode())
        assert links.found <= names
    everything = b"".join(files.read(name) for name in names - {"registro/registro.jsonl"}).decode()
    assert "Tanques fríos" in everything
    assert REASON in everything
    assert MEMORY["learned"] in everything
    assert "Teléfono de Ana" not in everything
    assert "Retirado por quien lo escribió" in everything
    assert said.code not in everything


def test_the_tables_are_explained_column_by_column_and_hold_no_formula(cast: Cast, activity: Activity) -> None:
    said = make_contribution(activity, title=FORMULA)
    close(activity, as_person(cast.facilitator))
    files = archive(activity.process)

    def table(name: str) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(files.read(f"datos/{name}").decode("utf-8-sig"))))

    (row,) = table("aportes.csv")
    assert (row["numero"], row["titulo"], row["estado"]) == (str(said.pk), f"'{FORMULA}", "recibido")
    explained = {each["columna"] for each in table("diccionario.csv") if each["archivo"] == "aportes.csv"}
    assert explained == set(row)


def test_its_lines_of_the_log_open_their_commitments(cast: Cast, activity: Activity) -> None:
    make_contribution(activity)
    make_contribution(make_activity(make_process(cast.cajamarca, slug="otro")))
    close(activity, as_person(cast.facilitator))

    lines = [json.loads(line) for line in archive(activity.process).read("registro/registro.jsonl").splitlines()]

    assert [line["leaf"]["kind"] for line in lines] == ["contribution.received", "process.closed"]
    for line in lines:
        assert commit(bytes.fromhex(line["opening"]["nonce"]), line["opening"]["body"]) == line["leaf"]["commitment"]


def test_a_withdrawal_after_the_closing_leaves_no_copy_behind(cast: Cast, activity: Activity) -> None:
    said = make_contribution(activity, text="Esto lo retiro mañana")
    close(activity, as_person(cast.facilitator))
    assert "lo retiro" in archive(activity.process).read("aportes-001.html").decode()

    Contribution.objects.filter(pk=said.pk).update(visibility="withdrawn", title="", text="")

    assert "lo retiro" not in archive(activity.process).read("aportes-001.html").decode()


def test_before_the_closing_only_those_who_may_export_take_it_along(cast: Cast, activity: Activity) -> None:
    make_contribution(activity)
    taking = address(activity.process, "memory-archive")

    assert as_person(cast.analyst).get(taking).status_code == 200
    for person, status in ((cast.official, 403), (cast.stranger, 404), (None, 302)):
        assert as_person(person).get(taking).status_code == status


def test_one_hidden_and_another_shown_make_another_archive(cast: Cast, activity: Activity) -> None:
    first, second = make_contribution(activity, text="Teléfono de Ana"), make_contribution(activity, text="Agua limpia")
    Contribution.objects.filter(pk=second.pk).update(visibility="hidden", hidden_reason="insult")
    close(activity, as_person(cast.facilitator))
    assert "Teléfono de Ana" in archive(activity.process).read("aportes-001.html").decode()

    Contribution.objects.filter(pk=first.pk).update(visibility="hidden", hidden_reason="personal_data")
    Contribution.objects.filter(pk=second.pk).update(visibility="visible", hidden_reason="")

    now = archive(activity.process)
    assert all(b"Ana" not in now.read(name) for name in ("aportes-001.html", "datos/aportes.csv"))


def test_a_name_that_was_erased_stays_in_no_file_even_if_nobody_asks_for_it(cast: Cast, activity: Activity) -> None:
    make_contribution(activity, participant=cast.rosa, spoken_by="Rosa Chilón")
    close(activity, as_person(cast.facilitator))
    archive(activity.process)
    activity.process.refresh_from_db()
    kept = archive_path(activity.process)
    drop_archives(0)
    assert kept.exists()

    erase_participant(participant=cast.rosa, with_texts=False, by=cast.rosa)
    drop_archives(0)

    assert not kept.exists()
    assert b"Rosa" not in archive(activity.process).read("aportes-001.html")


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20"])
def test_no_table_lets_a_question_begin_a_formula(cast: Cast, sign: str) -> None:
    memory.clear()  # the numbers of the pages are some seconds old
    process = make_process(cast.cajamarca)
    Process.objects.filter(pk=process.pk).update(question=f"{sign}1+1")

    table = Client().get("/cajamarca/datos/procesos.csv").content.decode("utf-8-sig")

    [row] = csv.DictReader(io.StringIO(table, newline=""))
    assert row["pregunta"] == f"'{sign}1+1"
