"""Templates to pages: autoescape always on, a missing name is an error, the wording's functions are filters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from service import clock
from service.console import language, wording
from service.console.notices import NOTICES

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
PAGES.filters |= {
    name: getattr(wording, name)
    for name in ("time_left", "pressure", "time_ago", "moment", "clock", "count", "first_upper", "case_code")
}

PAGES.filters["said"] = language.said
# The extension adds this method to the environment.
PAGES.install_gettext_callables(language.gettext, language.ngettext, newstyle=True)  # type: ignore[attr-defined]

_CSRF_FIELD = Markup('<input type="hidden" name="csrf" value="{}">')


def page(template: str, request: Request, **values: object) -> str:
    """Fill a template. Who asks and their form token are what the door left in ``request.state``.

    ``notice`` comes from the address unless it is among ``values``.
    """
    given = {
        "who": getattr(request.state, "who", None),
        "now": clock.now(),
        "here": "",
        "language": language.spoken(),
        "notice": NOTICES.get(request.query_params.get("tin", "")),
        "csrf_field": lambda: _CSRF_FIELD.format(getattr(request.state, "csrf", "")),
    }
    return PAGES.get_template(template).render(given | values)
