"""What the server loads in each of its worker processes."""

import os

from django.core.wsgi import get_wsgi_application

from minka.config import lifeline

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minka.config.settings")
if "MINKA_SUPERVISOR" in os.environ:
    lifeline.end_with(os.getppid())
application = get_wsgi_application()
