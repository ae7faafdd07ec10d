"""Ideas: anyone reads and writes."""

from tests.house.rights import Row, activity, contribution, everyone

RIGHTS = {
    "ideas:list": Row(everyone(200), at=activity),
    "ideas:new": Row(everyone(200), at=activity),
    "ideas:check": Row(everyone(422), at=activity, method="post"),
    "ideas:send": Row(everyone(422), at=activity, method="post"),
    "ideas:similar": Row(everyone(200), at=activity, method="post"),
    "ideas:idea": Row(everyone(200), at=contribution),
}
