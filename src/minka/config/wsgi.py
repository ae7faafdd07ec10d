"""What the server loads in each of its worker processes."""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

from minka.config import lifeline
from minka.config.environment import NO_SECRET

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minka.config.settings")
if "MINKA_SUPERVISOR" in os.environ:
    lifeline.end_with(os.getppid())
if settings.SECRET_KEY == NO_SECRET and not settings.DEBUG:
    message = "No secret: start with ./minka up, or set MINKA_DATA or MINKA_SECRET_KEY."
    raise ImproperlyConfigured(message)
django_application = get_wsgi_application()

from minka.opinions.lane.wsgi import VoteLane  # noqa: E402 - models are ready only now

application = VoteLane(django_application)
import_module(settings.ROOT_URLCONF)  # every view, or the first visitor would wait for them
gc.collect()
gc.freeze()  # what stays for good is not looked through again: that held up all under way for a tenth of a second
