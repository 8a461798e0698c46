"""The dated table of legal grounds: which paragraph a decision of a certain day may rest on."""

import tomllib
from functools import cache

from familjeflow import resources
from familjeflow.domain.forms import Option


@cache
def options() -> tuple[Option, ...]:
    """Every ground, old and new, with the days between which a decision may rest on it."""
    table = tomllib.loads(resources.path("law/lagrum.toml").read_text(encoding="utf-8"))
    return tuple(Option(row["id"], row["text"], row.get("fran"), row.get("till")) for row in table["lagrum"])
