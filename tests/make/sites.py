"""Sites of the tests."""

from minka.sites.models import Site


def make_site(slug: str, *, level: str = Site.Level.REGIONAL, parent: Site | None = None) -> Site:
    return Site.objects.create(
        slug=slug,
        level=level,
        parent=parent,
        name=f"Laboratorio de {slug.title()}",
        about="Escuchamos, probamos y respondemos.",
        place_code="06" if slug == "cajamarca" else "",
        languages=["es"],
    )
