"""How sign-in behaves here: by invitation for staff, open to citizens, and no hint about who has an account."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nothing differs from allauth's behaviour yet but the place to say so."""


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors are bound to the installation's own name."""
