# ruff: noqa: PLC0415 - Django is configured before its parts are imported
"""An OpenID provider of its own process: ``python -m tests.persons.provider CALLBACK``. It prints its address.

It is allauth's, over a database in memory. Who asks with ``who=ana@example.org`` is that person, with a verified
e-mail; ``unverified=…`` makes one whose e-mail nobody proved. The one client needs no consent.
"""

import sys
from wsgiref.simple_server import WSGIRequestHandler, make_server

import django
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.conf import settings
from django.http import HttpRequest, HttpResponse

CLIENT, SECRET = "minka", "only-between-us"


class Quiet(WSGIRequestHandler):
    def log_message(self, *_args: object) -> None:
        """Say nothing: the tests read what the process prints."""


def who_asks(get_response: object) -> object:
    """Sign in whoever the address names."""

    def middleware(request: HttpRequest) -> HttpResponse:
        from allauth.account.models import EmailAddress
        from django.contrib.auth import login
        from django.contrib.auth.models import User

        email = request.GET.get("who") or request.GET.get("unverified")
        if email and not request.user.is_authenticated:
            user, is_new = User.objects.get_or_create(username=email, defaults={"email": email})
            if is_new:
                EmailAddress.objects.create(user=user, email=email, primary=True, verified="who" in request.GET)
            login(request, user, backend="django.contrib.auth.backends.ModelBackend")
        return get_response(request)  # type: ignore[operator,no-any-return]

    return middleware


def configure() -> None:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    settings.configure(
        SECRET_KEY="provider",
        DEBUG=False,
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF="tests.persons.provider_urls",
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        USE_TZ=True,
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "allauth",
            "allauth.account",
            "allauth.idp.oidc",
        ],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "tests.persons.provider.who_asks",
            "allauth.account.middleware.AccountMiddleware",
        ],
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
        IDP_OIDC_PRIVATE_KEY=key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode(),
    )
    django.setup()


def fill(callback: str) -> None:
    from allauth.idp.oidc.models import Client
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    client = Client(id=CLIENT, name="Minka", scopes="openid\nprofile\nemail", redirect_uris=callback, skip_consent=True)
    client.set_secret(SECRET)
    client.save()


def serve() -> None:
    from django.core.wsgi import get_wsgi_application

    server = make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=Quiet)
    sys.stdout.write(f"http://127.0.0.1:{server.server_port}\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    configure()
    fill(sys.argv[1])
    serve()
