"""What one process of the server remembers for a few seconds, so that it need not count it again.

Django's default cache is another one: it is in the database, shared by all processes, for what has to hold everywhere.
"""

from typing import Final, cast

from django.core.cache import BaseCache, caches
from django.utils.connection import ConnectionProxy

memory: Final = cast("BaseCache", ConnectionProxy(caches, "memory"))
