"""Who acts: the door to the person behind a request."""

from django.http import Http404, HttpRequest

from minka.people.models import Person


def acting_person(request: HttpRequest) -> Person:
    """The signed-in person, or 404. Pages of staff have asked for sign-in before they come here."""
    if not isinstance(request.user, Person):
        raise Http404
    return request.user
