"""A phone that keeps a service and loses its network, for the tests of what waits on it."""

from playwright.sync_api import Page, Request

from tests.journeys.walk import Walk

BASE = "/cajamarca/servicios/feria/"
LEFT = """async () => {
  const found = [];
  const asked = indexedDB.open("minka-outbox");
  const base = await new Promise((done) => { asked.onsuccess = () => done(asked.result); });
  for (const name of [...base.objectStoreNames]) {
    const all = base.transaction(name).objectStore(name).getAll();
    await new Promise((done) => { all.onsuccess = done; });
    found.push(...all.result.map((each) => `${name} ${each.path ?? each.base}`));
  }
  base.close();
  for (const name of ["minka-services-pages", "minka-services-kits"]) {
    const cache = await caches.open(name);
    const paths = (await cache.keys()).map((each) => new URL(each.url).pathname);
    found.push(...paths.filter((path) => path.includes("feria")));
  }
  return found;
}"""
AGE = """async (days) => {
  const asked = indexedDB.open("minka-outbox");
  const base = await new Promise((done) => { asked.onsuccess = () => done(asked.result); });
  const written = base.transaction(["waiting", "kits"], "readwrite");
  for (const [name, key, by] of [["waiting", "at", -1], ["kits", "expires", -1]]) {
    const all = written.objectStore(name).getAll();
    all.onsuccess = () => all.result.forEach((each) => {
      written.objectStore(name).put({ ...each, [key]: each[key] + by * days * 86400000 });
    });
  }
  await new Promise((done) => { written.oncomplete = done; });
  base.close();
}"""


def keep_it(walk: Walk) -> None:
    """Begin, and keep the whole service on the phone."""
    walk.go(BASE)
    walk.press("Empezar y guardarlo en el teléfono")
    walk.page.get_by_text("Listo: puedes llenarlo sin señal.").wait_for()


def go_away(walk: Walk) -> None:
    walk.page.context.set_offline(True)


def come_back(walk: Walk) -> None:
    walk.page.context.set_offline(False)


def left_on_the_phone(page: Page) -> list[str]:
    """What the phone still holds of the service."""
    found: list[str] = page.evaluate(LEFT)
    return found


def grow_old(page: Page, days: int) -> None:
    """Let what is on the phone be so many days older."""
    page.evaluate(AGE, days)


def hear(walk: Walk) -> list[str]:
    """The addresses to which the phone sends what waited, as it sends them."""
    sent: list[str] = []

    def heard(request: Request) -> None:
        if "minka-outbox" in request.headers:
            sent.append(request.url.partition(BASE)[2])

    walk.page.context.on("request", heard)
    return sent


def answer_first(walk: Walk, *, metres: str = "4") -> None:
    """The first two pages, which lead on as the plan says, until the page that follows has settled."""
    walk.go(f"{BASE}paso/sells/")
    walk.tick("No")
    walk.press("Guardar y seguir")
    walk.write("¿Cuántos metros mide?", metres)
    walk.press("Guardar y seguir")
    walk.page.get_by_text("2 páginas esperan en este teléfono.").wait_for()


def answer_person(walk: Walk, *, dni: str = "12345678") -> None:
    walk.write("Tus nombres y apellidos", "Rosa Quispe")
    walk.write("Tu DNI", dni)
    for label, words in (("Día", "27"), ("Mes", "3"), ("Año", "1985")):
        walk.write(label, words)
    walk.press("Guardar y seguir")


def add_row(walk: Walk, name: str) -> None:
    walk.go(f"{BASE}paso/people/")
    walk.press("Agregar")
    walk.write("Cómo le dicen", name)
    walk.tick("No")
    walk.press("Guardar", exact=True)


def saved(walk: Walk) -> None:
    """Wait until the page says that the server has everything."""
    walk.page.get_by_text("ya está guardado en la plataforma").wait_for()
