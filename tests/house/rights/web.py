"""Pages of no object."""

from tests.house.rights import Row, everyone

RIGHTS = {
    "set_language": Row(everyone(302), method="post", data={"language": "es"}),
    "web:help": Row(everyone(200)),
    "web:patterns": Row(everyone(404), why="only where it is switched on"),
    "web:robots": Row(everyone(200)),
    "web:manifest": Row(everyone(200)),
    "web:security": Row(everyone(404), why="only where the installation names a contact"),
}
