"""Search and similar contributions over 50,000 texts of one activity, against the usual recipe, in one run.

Run from the repository, with the number of texts if another is wanted::

    PYTHONPATH=src:. DJANGO_SETTINGS_MODULE=tests.settings python benchmarks/similar.py

It makes a database of its own on the tests' server, or on that of ``DATABASE_URL``, and drops it at the end. The usual
recipe is what other platforms do: ``unaccent, spanish_stem``; for similar ones any of the words, ranked by ``ts_rank``.
Processor time is that of this process and of the database's process together.
"""

import random
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - models are ready only now
from django.db import connection  # noqa: E402
from tests.make.processes import make_activity, make_process  # noqa: E402
from tests.make.sites import make_site  # noqa: E402

from benchmarks.proposals import Proposals, own_database  # noqa: E402
from benchmarks.tables import percentile, print_machine, print_table  # noqa: E402
from minka.contributions.actions.words import count_words  # noqa: E402
from minka.contributions.models import Contribution, Word  # noqa: E402
from minka.contributions.queries.search import saying, search_contributions, understand  # noqa: E402
from minka.contributions.queries.similar import similar_contributions  # noqa: E402
from minka.engine.texts import fold, words  # noqa: E402
from minka.people.models import Participant  # noqa: E402

USUAL_DRAFTS, QUERIES, SHOWN, PAGE = 60, 120, 5, 20
COSTS = ("p50 ms", "p99 ms", "p50 CPU", "p99 CPU")
USUAL = """
create text search configuration usual (copy = spanish);
alter text search configuration usual alter mapping for hword, hword_part, word with unaccent, spanish_stem;
alter table contributions_contribution
    add usual tsvector generated always as (to_tsvector('public.usual', title || ' ' || text)) stored;
create index usual on contributions_contribution using gin (usual);
analyze contributions_contribution
"""
USUAL_SIMILAR = """
select id from contributions_contribution,
    (select replace(plainto_tsquery('usual', %s)::text, '&', '|')::tsquery as said) as query
where activity_id = %s and usual @@ said and visibility = 'visible' and parent_id is null
order by ts_rank(usual, said) desc, id desc limit %s
"""
USUAL_FOUND = "select id from contributions_contribution where usual @@ websearch_to_tsquery('usual', %s)"
USUAL_PAGE = f"{USUAL_FOUND} order by ts_rank(usual, websearch_to_tsquery('usual', %s)) desc, id desc limit {PAGE}"
READING = "select count({}) from (select text from contributions_contribution limit 3000) as texts"
FAMILIES = """
árbol árboles|autobús autobuses|carril carriles|calle calles|acera aceras|parque parques|jardín jardines|camión camiones
estación estaciones|parada paradas|línea líneas|semáforo semáforos|vecino vecina vecinos vecinas|niño niña niños niñas
público pública públicos públicas|biblioteca bibliotecas|contenedor contenedores|instalación instalaciones|plaza plazas
aparcamiento aparcamientos|vehículo vehículos|bicicleta bicicletas|distrito distritos|barrio barrios|banco bancos
fuente fuentes|perro perros|coche coches|solución soluciones|construcción construcciones|actividad actividades|luz luces
peligroso peligrosa peligrosos peligrosas|verde verdes|municipal municipales|escolar escolares|infantil infantiles
deportivo deportiva deportivos deportivas|cultural culturales|ciudadano ciudadana ciudadanos ciudadanas|usuario usuarios
edificio edificios|colegio colegios|hospital hospitales|rotonda rotondas|conexión conexiones|dirección direcciones
medida medidas|cruce cruces|solicitar solicita solicitamos solicito|reducir reduce reducen reducido|peatón peatones
utilizar utiliza utilizan utilizado|construir construye construyen construido|opción opciones|población poblaciones
"""


@dataclass
class Spent:
    """Milliseconds on the clock and of processors, one for each call."""

    clock: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)

    def cells(self) -> list[str]:
        return [f"{percentile(each, share):.1f}" for each in (self.clock, self.processor) for share in (0.5, 0.99)]


class Bench:
    def __init__(self, count: int) -> None:
        self.cursor = connection.cursor()
        self.cursor.execute("select pg_backend_pid()")
        self.server = Path(f"/proc/{self.cursor.fetchone()[0]}/schedstat")
        self.corpus = Proposals(count)
        self.activity = make_activity(make_process(make_site("cajamarca")))
        self.listed = Contribution.objects.listed().filter(activity=self.activity)
        self.first = self._fill()
        self.cursor.execute(USUAL)

    def _fill(self) -> int:
        """Hand in the texts, without receipts and records; the number of the first."""
        same = {"site": self.activity.site, "process": self.activity.process, "activity": self.activity, "kind": "idea"}
        participant = Participant.objects.create(language="es")
        made = [
            Contribution(**same, participant=participant, text=text, code=f"b{n}", idempotency_key=f"b{n}")
            for n, text in enumerate(self.corpus.texts)
        ]
        return Contribution.objects.bulk_create(made, batch_size=2_000)[0].pk

    def timed[T](self, spent: Spent, call: Callable[..., T], *given: object) -> T:
        """Call, and note what it took on the clock and of both processes' processors."""
        served, used, clock = self._served(), time.process_time(), time.perf_counter()
        result = call(*given)
        spent.clock.append((time.perf_counter() - clock) * 1000)
        spent.processor.append((time.process_time() - used) * 1000 + self._served() - served)
        return result

    def _served(self) -> float:
        return int(self.server.read_text().split()[0]) / 1e6 if self.server.exists() else 0.0

    def learn(self) -> None:
        learning = Spent()
        for _ in range(2):
            self.timed(learning, count_words)
        reading = Spent()
        for call in ("es_tsv(text)", "to_tsvector('public.usual', text)"):
            self.timed(reading, self.cursor.execute, READING.format(call))
        rows = [
            [f"learn {Word.objects.count():,} words of all texts", f"{learning.processor[0]:,.0f}"],
            ["learn when nothing is new", f"{learning.processor[1]:.1f}"],
            ["read one text when it is received, minka", f"{reading.processor[0] / 3000:.3f}"],
            ["read one text when it is received, usual", f"{reading.processor[1] / 3000:.3f}"],
        ]
        print_table("The worker's part, and what receiving pays", ["", "ms CPU"], rows)

    def ours(self, text: str) -> list[int]:
        found = similar_contributions(activity=self.activity, text=text, limit=SHOWN + 1)
        return [each.contribution.pk - self.first for each in found]

    def usual(self, text: str) -> list[int]:
        self.cursor.execute(USUAL_SIMILAR, (text, self.activity.pk, SHOWN + 1))
        return [number - self.first for (number,) in self.cursor.fetchall()]

    def writing(self) -> None:
        """What a draft costs: a title, a title and a line, a whole text."""
        rows = []
        drawn = self.corpus.drawn
        for name, length in (("a title", 0), ("a title and a line", 100), ("a whole text", 2_000)):
            drafts = [f"{row['title']} {row['body'][:length]}" for row in (self.corpus.rows[n] for n in drawn)]
            for method, find, some in (("minka", self.ours, len(drawn)), ("usual", self.usual, USUAL_DRAFTS)):
                spent = Spent()
                for draft in drafts[:some]:
                    self.timed(spent, find, draft)
                rows.append([f"{name}, {method}", *spent.cells()])
        print_table(f"Similar ones to {len(drawn)} drafts ({USUAL_DRAFTS} by the usual recipe)", ["", *COSTS], rows)

    def finding(self) -> None:
        """What is found among the first five: the proposals filed twice, and proposals from damaged copies."""
        corpus, methods = self.corpus, (self.ours, self.usual)
        possible = sum(min(SHOWN, len(others)) for others in corpus.twins.values())
        found = [sum(len(others & self._others(find, n)) for n, others in corpus.twins.items()) for find in methods]
        rows = [[f"filed twice, titles hidden ({possible})", *(f"{hits / possible:.3f}" for hits in found)]]
        drawn = {"a title finds its own text": {n: corpus.rows[n]["title"] for n in corpus.drawn}}
        for dropped, misspelt in ((0.33, 0.1), (0.5, 0.2)):
            copies = {
                n: damaged(corpus.rows[n]["body"], random.Random(n), dropped, misspelt) for n in corpus.drawn[:100]
            }
            drawn[f"{dropped:.0%} of words dropped, {misspelt:.0%} misspelt"] = copies
        for name, texts in drawn.items():
            shares = [sum(n in find(text)[:SHOWN] for n, text in texts.items()) / len(texts) for find in methods]
            rows.append([f"{name} ({len(texts)})", *(f"{share:.3f}" for share in shares)])
        print_table(f"Recall among the first {SHOWN}", ["", "minka", "usual"], rows)

    def _others(self, find: Callable[[str], list[int]], number: int) -> set[int]:
        return {*[each for each in find(self.corpus.rows[number]["body"]) if each != number][:SHOWN]}

    def searching(self) -> None:
        chance, asked = random.Random(5), self._queries()
        changes: dict[str, Callable[[str], str]] = {
            "as somebody writes": str,
            "CAPITALS, no accents": lambda word: fold(word).upper(),
            "a letter dropped": lambda word: without_a_letter(word, chance),
        }
        rows = []
        for name, change in changes.items():
            typed = [(f"{change(one)} {change(two)}", real) for one, two, real in asked]
            ours, usual = (
                self._searched(typed, self._page, self._every),
                self._searched(typed, self._uspage, self._usevery),
            )
            rows.append([f"{name}, minka", *ours])
            rows.append([f"{name}, usual", *usual])
            rows.append(["    recall, ratio", f"{float(ours[0]) / max(float(usual[0]), 0.001):.2f}", *[""] * 5])
        title = f"Search by {QUERIES} pairs of words; true are the texts with both in any inflection"
        print_table(title, ["", "recall", "precision", *COSTS], rows)

    def _queries(self) -> list[tuple[str, str, set[int]]]:
        """Two words in some inflection, and the texts that hold both in any."""
        families = [family.split() for family in re.split(r"[|\n]", FAMILIES.strip())]
        holding = defaultdict[str, set[int]](set)
        for number, text in enumerate(self.corpus.texts):
            for word in set(words(text)):
                holding[word].add(number)
        real = [set[int]().union(*(holding[fold(form)] for form in family)) for family in families]
        pairs = [(a, b) for a in range(len(families)) for b in range(a) if len(real[a] & real[b]) >= SHOWN]
        chance = random.Random(5)
        drawn = chance.sample(pairs, QUERIES)
        return [(chance.choice(families[a]), chance.choice(families[b]), real[a] & real[b]) for a, b in drawn]

    def _searched(
        self,
        typed: Sequence[tuple[str, set[int]]],
        page: Callable[[str], object],
        every: Callable[[str], set[int]],
    ) -> list[str]:
        spent, recall, precision = Spent(), [], []
        for text, real in typed:
            self.timed(spent, page, text)
            found = {number - self.first for number in every(text)}
            recall.append(len(found & real) / len(real))
            precision += [len(found & real) / len(found)] if found else []
        means = [f"{sum(each) / max(1, len(each)):.3f}" for each in (recall, precision)]
        return [*means, *spent.cells()]

    def _page(self, text: str) -> object:
        return list(search_contributions(self.listed, text).contributions.only("pk")[:PAGE])

    def _every(self, text: str) -> set[int]:
        return {*self.listed.filter(saying(understand(self.listed, text))).values_list("pk", flat=True)}

    def _uspage(self, text: str) -> object:
        self.cursor.execute(USUAL_PAGE, (text, text))
        return self.cursor.fetchall()

    def _usevery(self, text: str) -> set[int]:
        self.cursor.execute(USUAL_FOUND, (text,))
        return {number for (number,) in self.cursor.fetchall()}


def damaged(text: str, chance: random.Random, dropped: float, misspelt: float) -> str:
    kept = [word for word in text.split() if chance.random() >= dropped]
    return " ".join(without_a_letter(word, chance) if chance.random() < misspelt else word for word in kept)


def without_a_letter(word: str, chance: random.Random) -> str:
    """Drop one letter, never the first, of a word of five or more."""
    place = chance.randrange(1, len(word)) if len(word) >= 5 else len(word)
    return word[:place] + word[place + 1 :]


def main(count: int) -> None:
    print_machine()
    call_command("migrate", verbosity=0)
    bench = Bench(count)
    real = len(bench.corpus.rows)
    print(f"{real:,} real proposals, titles left out, and {count - real:,} texts put together from their sentences")
    bench.learn()
    bench.writing()
    bench.finding()
    bench.searching()
    connection.close()


if __name__ == "__main__":
    with own_database():
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000)
