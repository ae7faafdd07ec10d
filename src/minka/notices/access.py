"""Whose inbox this is: the participant of this browser, or the person who is signed in."""

from django.http import Http404, HttpRequest

from minka.notices.models import Notice
from minka.notices.queries.inbox import Reader, notices_of
from minka.people.models import Person
from minka.sites.access import require_sign_in


def get_person(request: HttpRequest) -> Person:
    """The person who is signed in; anybody else is led to sign in and back."""
    require_sign_in(request.user)
    assert isinstance(request.user, Person)  # noqa: S101 - tells the type checker
    return request.user


def get_notice(reader: Reader, number: int) -> Notice:
    """One of the reader's own notices, or 404."""
    found = notices_of(reader).filter(pk=number).first()
    if found is None:
        raise Http404
    return found
