"""The accounts of the demonstration: roles without a person behind them."""

from django.conf import settings
from django.db.models import QuerySet

from minka.people.models import Person
from minka.sites.models import Membership
from minka.web.numbers import number_in

ADDRESSES = "@demo.minka.invalid"  # no mail reaches it, so nobody else can ever own such an account


def demonstration_roles() -> list[Membership]:
    """One membership for each account, with its person and site, by site and role."""
    return list(_roles().select_related("person", "site").order_by("site__level", "pk"))


def demonstration_account(number: str) -> Person | None:
    """The account behind a button of the page, and no other."""
    key = number_in(number)
    accounts = Person.objects.filter(email__endswith=ADDRESSES, is_active=True)
    return None if key is None else accounts.filter(pk=key).first()


def is_demonstration_account(person: Person) -> bool:
    """Whether the account is anybody's who presses its button."""
    return person.email.endswith(ADDRESSES)


def demonstration_is_open() -> bool:
    """Whether this installation says it is a demonstration, and has one."""
    return settings.DEMONSTRATION and _roles().exists()


def _roles() -> QuerySet[Membership]:
    return Membership.objects.filter(person__email__endswith=ADDRESSES, person__is_active=True)
