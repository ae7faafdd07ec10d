"""Sign-in and its second factor, as django-allauth serves them under our look."""

from tests.house.rights import CAST, Row, Statuses, account, everyone, nowhere
from tests.house.world import World

NOT_STARTED = "no sign-in is under way: back to its first page"

NOTHING_TO_ASK = "an account that only ever uses codes has no password or factor to ask for"


def visitors(status: int) -> Statuses:
    """Pages for those who are not signed in; the others are led to their work."""
    return {name: status if answer == 404 else 302 for name, answer in account(0, otherwise=404).items()}


def key(_world: World) -> dict[str, object]:
    return {"pk": 1}


def provider(_world: World) -> dict[str, object]:
    return {"provider_id": "oidc"}


def reset_link(_world: World) -> dict[str, object]:
    return {"uidb36": "1", "key": "x-y"}


assert set(visitors(200)) == set(CAST)

RIGHTS = {
    "account_login": Row(visitors(200)),
    "account_signup": Row(visitors(200)),
    "account_signup_by_passkey": Row(visitors(200)),
    "account_request_login_code": Row(visitors(200)),
    "account_confirm_login_code": Row(everyone(302), why=NOT_STARTED),
    "account_email_verification_sent": Row(everyone(302), why=NOT_STARTED),
    "account_logout": Row(account(200)),
    "account_inactive": Row(everyone(200)),
    "account_email": Row(account(200)),
    "account_change_password": Row(account(302), why="without a password one is set instead"),
    "account_set_password": Row(account(200)),
    "account_reset_password": Row(everyone(200)),
    "account_reset_password_done": Row(everyone(200)),
    "account_reset_password_from_key": Row(everyone(200), at=reset_link, why="says that the link is of no use"),
    "account_reset_password_from_key_done": Row(everyone(200)),
    "account_reauthenticate": Row(account(403), why=NOTHING_TO_ASK),
    "mfa_index": Row(account(200)),
    "mfa_authenticate": Row(everyone(302), why=NOT_STARTED),
    "mfa_reauthenticate": Row(account(403), why=NOTHING_TO_ASK),
    "mfa_reauthenticate_webauthn": Row(account(403), why=NOTHING_TO_ASK),
    "mfa_activate_totp": Row(account(200)),
    "mfa_deactivate_totp": Row(account(404), why="there is none"),
    "mfa_view_recovery_codes": Row(account(404), why="there are none"),
    "mfa_generate_recovery_codes": Row(account(200)),
    "mfa_download_recovery_codes": Row(account(404), why="there are none"),
    "mfa_list_webauthn": Row(account(200)),
    "mfa_add_webauthn": Row(account(200)),
    "mfa_edit_webauthn": Row(account(404), at=key, why="somebody else's, or nobody's"),
    "mfa_remove_webauthn": Row(account(404), at=key, why="somebody else's, or nobody's"),
    "mfa_login_webauthn": Row(everyone(302), at=nowhere),
    "mfa_signup_webauthn": Row(everyone(302), why=NOT_STARTED),
    "openid_connect_login": Row(everyone(404), at=provider, why="none is set up"),
    "openid_connect_callback": Row(everyone(404), at=provider, why="none is set up"),
    "socialaccount_connections": Row(account(200)),
    "socialaccount_login_cancelled": Row(everyone(200)),
    "socialaccount_login_error": Row(everyone(401)),
    "socialaccount_signup": Row(visitors(302), why=NOT_STARTED),
}
