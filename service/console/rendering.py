"""Templates to pages: autoescape always on, a missing name is an error, the wording's functions are filters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from classifier.taxonomy import Category, Tier
from service import clock
from service.console import language, wording
from service.console.notices import NOTICES
from service.permissions import PERMISSIONS
from service.words import Verb

if TYPE_CHECKING:
    from fastapi import Request

PAGES = Environment(
    loader=ChoiceLoader([PackageLoader("service.console"), PackageLoader("service.reporters")]),
    autoescape=True,
    undefined=StrictUndefined,
    extensions=["jinja2.ext.i18n"],
    trim_blocks=True,
    lstrip_blocks=True,
)
_SAYINGS = (
    "time_left",
    "pressure",
    "time_ago",
    "moment",
    "day",
    "local_minute",
    "clock",
    "count",
    "first_upper",
    "case_code",
)
PAGES.filters |= {name: getattr(wording, name) for name in _SAYINGS}

PAGES.filters["said"] = language.said
# The extension adds this method to the environment.
PAGES.install_gettext_callables(language.gettext, language.ngettext, newstyle=True)  # type: ignore[attr-defined]

_ID = re.compile(r"[0-9a-f]{32}")
_CSRF_FIELD = Markup('<input type="hidden" name="csrf" value="{}">')


def page(template: str, request: Request, **values: object) -> str:
    """Fill a template. Who asks and their form token are what the door left in ``request.state``.

    ``notice`` comes from the address unless it is among ``values``.
    """
    undo = request.query_params.get("hoan-tac", "")
    who = getattr(request.state, "who", None)
    given = {
        "who": who,
        "tiers": list(Tier),
        "categories": list(Category),
        "decide_at": None,  # where the decision form goes, if not to its case
        "undo": undo if _ID.fullmatch(undo) else None,
        "undo_s": round(request.app.state.context.settings.undo_seconds),
        "now": clock.now(),
        "here": "",
        "language": language.spoken(),
        "keeps": who is not None and who.role in PERMISSIONS[Verb.READ_RETENTION],
        "at_desk": who is not None and who.role in PERMISSIONS[Verb.READ_QUEUE],
        "notice": NOTICES.get(request.query_params.get("tin", "")),
        "csrf_field": lambda: _CSRF_FIELD.format(getattr(request.state, "csrf", "")),
    }
    return PAGES.get_template(template).render(given | values)
