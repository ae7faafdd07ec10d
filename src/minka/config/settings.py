"""Settings of the one Minka product. Everything that differs between machines comes from the environment."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import django.conf.locale
from django.utils.csp import CSP

from minka.config import environment

ROOT = Path(__file__).resolve().parents[3]
DATA = Path(environment.text("MINKA_DATA", str(ROOT / "var"))).resolve()
DEBUG = environment.flag("MINKA_DEBUG", default=False)

SECRET_KEY = environment.secret(DATA / "keys" / "secret", "MINKA_SECRET_KEY", environment.NO_SECRET)
LOG_KEY_FILE = DATA / "keys" / "log-ed25519"
LOG_HEAD_FILE: Path | None = DATA / "keys" / "log-head.json"  # the last head signed here, outside the database
PUBLIC_ADDRESS = environment.text("MINKA_PUBLIC_ADDRESS", "http://127.0.0.1:8000")
CSRF_TRUSTED_ORIGINS = environment.words("MINKA_TRUSTED_ORIGINS", PUBLIC_ADDRESS)
HTTPS = PUBLIC_ADDRESS.startswith("https://")
# On a public address no other name is answered to; in a workshop, people come by whatever the machine is called there.
ALLOWED_HOSTS = environment.words(
    "MINKA_HOSTS", f"{urlsplit(PUBLIC_ADDRESS).hostname},localhost,127.0.0.1" if HTTPS else "*"
)
SECURITY_CONTACT = environment.text("MINKA_SECURITY_CONTACT")  # an e-mail address or the address of a form

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django_htmx",
    "minka.people",  # before allauth: its templates are ours
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "procrastinate.contrib.django",
    "minka.web",
    "minka.reference",
    "minka.records",
    "minka.sites",
    "minka.law",
    "minka.notices",
    "minka.processes",
    "minka.contributions",
    "minka.ideas",
    "minka.opinions",
    "minka.services",
    "minka.cases",
    "minka.insights",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "minka.web.caching.CacheMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "minka.web.language.LanguageMiddleware",
    "minka.web.limits.BodyLimitMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "minka.people.participation.ParticipantMiddleware",
    "minka.people.doors.IdentityDoorMiddleware",
    "minka.people.doors.SignInFormsMiddleware",
    "minka.sites.doors.StaffDoorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "minka.config.urls"
WSGI_APPLICATION = "minka.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "minka.sites.context.installation",
            ],
            "builtins": ["django.templatetags.i18n", "minka.web.templatetags.ui"],
        },
    },
]

DATABASES = {"default": environment.database(environment.text("DATABASE_URL", "postgresql:///minka"))}
DATABASES["default"]["CONN_MAX_AGE"] = environment.whole("MINKA_CONN_MAX_AGE", 600)
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASES["default"]["TEST"] = {"NAME": "minka_test" + environment.text("MINKA_TEST_SUFFIX")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# People and sign-in
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/mi-trabajo/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60  # mail is slow where the network is
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_FORMS = {"login": "minka.people.forms.SignInForm"}
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_SESSION_COOKIE_AGE = timedelta(hours=12)  # allauth hands it on: a moment, which use does not put off
ACCOUNT_ADAPTER = "minka.people.adapters.AccountAdapter"
MFA_ADAPTER = "minka.people.adapters.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = True
MFA_TOTP_ISSUER = "Minka"
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if environment.flag("MINKA_PROXY", default=False) else 0
STAFF_MFA = environment.flag("MINKA_STAFF_MFA", default=HTTPS)
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": []}}
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
IDENTITY_ORIGINS: list[str] = []  # where the form "enter with another identity" may lead
if environment.text("MINKA_OIDC_SERVER"):
    SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"] = [
        {
            "provider_id": environment.text("MINKA_OIDC_ID", "oidc"),
            "name": environment.text("MINKA_OIDC_NAME", "Identidad digital"),
            "client_id": environment.text("MINKA_OIDC_CLIENT"),
            "secret": environment.text("MINKA_OIDC_SECRET"),
            "settings": {"server_url": environment.text("MINKA_OIDC_SERVER")},
        }
    ]
    IDENTITY_ORIGINS = ["{0.scheme}://{0.netloc}".format(urlsplit(environment.text("MINKA_OIDC_SERVER")))]
CLAMAV = environment.text("MINKA_CLAMAV")  # a socket's path, or host:port; without it uploads are kept unscanned
DEMONSTRATION = environment.flag("MINKA_DEMONSTRATION", default=False)  # one-press sign-in as its roles

# Cookies: a session exists only for people who sign in; participants carry a signed key of their own.
SESSION_COOKIE_NAME = "minka_session"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
CSRF_FAILURE_VIEW = "minka.web.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

# Security headers
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:", "blob:"],
    "font-src": [CSP.SELF],
    "media-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "worker-src": [CSP.SELF],
    "form-action": [CSP.SELF, *IDENTITY_ORIGINS],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.SELF],
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_SSL_REDIRECT = False
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if environment.flag("MINKA_PROXY", default=False) else None
)
X_FRAME_OPTIONS = "DENY"
SILENCED_SYSTEM_CHECKS = [
    "security.W008",
    "security.W004",
    "auth.W004",
]  # proxy redirects; e-mail is unique in lower case

# Language and time
django.conf.locale.LANG_INFO["qvc"] = {
    "bidi": False,
    "code": "qvc",
    "name": "Cajamarca Quechua",
    "name_local": "Qichwa (Kashamarka)",
}
LANGUAGE_CODE = "es"
LANGUAGES = [("es", "Español"), ("en", "English"), ("qvc", "Qichwa (Kashamarka)")]
LOCALE_PATHS = [ROOT / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "America/Lima"
FORMAT_MODULE_PATH = ["minka.web.formats"]

# Files
STATIC_URL = "/static/"
STATIC_ROOT = Path(environment.text("MINKA_STATIC_ROOT", str(ROOT / "static-built")))
STATICFILES_DIRS: list[Path] = []
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_MANIFEST_STRICT = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if environment.flag("MINKA_BUILT_STATIC", default=False)
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
MEDIA_ROOT = DATA / "files"
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
SHARED_SECONDS = environment.whole("MINKA_SHARED_SECONDS", 3)  # how long visitors share one copy of a public page
CACHES = {
    "default": {  # shared by all processes: allauth keeps its limits and used second factors in it
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "people_shared_cache",
        "KEY_FUNCTION": "minka.people.pace.hidden_key",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
    "memory": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},  # each process its own; see web.memory
}

# Messages out
MAILERS: dict[str, dict[str, object]] = {"default": {"BACKEND": "minka.notices.simulator.EmailBackend"}}
if environment.text("MINKA_EMAIL_HOST"):
    MAILERS["default"] = {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": environment.text("MINKA_EMAIL_HOST"),
            "port": environment.whole("MINKA_EMAIL_PORT", 25),
            "username": environment.text("MINKA_EMAIL_USER"),
            "password": environment.text("MINKA_EMAIL_PASSWORD"),
            "use_tls": environment.flag("MINKA_EMAIL_TLS", default=False),
            "timeout": 20,
        },
    }
DEFAULT_FROM_EMAIL = environment.text("MINKA_EMAIL_FROM", "Minka <minka@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": environment.text("MINKA_LOG_LEVEL", "WARNING")},
}
