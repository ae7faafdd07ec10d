"""The finder: anybody asks it, and nobody is known to it."""

from tests.house.rights import Row, everyone, site

RIGHTS = {
    "services:finder": Row(everyone(200), at=site),
}
