"""A person's account and data; a participant's data."""

from tests.house.rights import Row, account, holder

CONFIRMED = {"what": "sin-nombre", "sure": "on"}

RIGHTS = {
    "people:account": Row(account(200)),
    "people:data": Row(account(200)),
    "people:data-download": Row(account(200)),
    "people:data-erase": Row(account(200)),
    "people:voice-data": Row(holder(200, otherwise=200), why="without a participant it says where to enter a code"),
    "people:voice-data-download": Row(holder(200)),
    "people:voice-data-erase": Row(holder(200)),
    "people:consent-withdraw": Row(holder(302), method="post", data={"purpose": "notices-email"}),
}
