"""Photos of contributions: every look passes the door, nothing is served as a plain file."""

from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from minka.contributions.access import get_photo
from minka.contributions.actions.photo import photo_path

AGE = 30 * 24 * 3600


@require_safe
@cache_control(private=True, max_age=AGE, immutable=True)
def photo(request: HttpRequest, site: str, name: str, size: str) -> FileResponse:
    """One photo, large or small, for a reader who may see it."""
    found = get_photo(request, site, name)
    path = photo_path(found.name, small=size == "chica")
    if not path.exists():
        raise Http404
    response = FileResponse(path.open("rb"), content_type="image/jpeg")
    response.headers["Content-Disposition"] = "inline"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
