"""What the OpenAPI document says of the whole API."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from pydantic.json_schema import models_json_schema

from service.problems import Problem

_DESCRIPTION = """
Lá Chắn nhận phản ánh của học sinh, phụ huynh, thầy cô; chấm mức khẩn cấp; và đưa việc gấp nhất đến tư vấn viên trước.
Con người luôn là người quyết định.

Lá Chắn takes in what pupils, parents and teachers report, rates how urgent it is, and puts the most urgent before a
counsellor. A person always decides.

Mọi lỗi là `application/problem+json` (RFC 9457), bằng tiếng Việt kèm tiếng Anh. / Every error is a problem in
Vietnamese and English. Thời gian là UTC. / Times are UTC.
"""


def describe() -> dict[str, Any]:
    """Give FastAPI the document's own words."""
    return {
        "title": "Lá Chắn",
        "summary": "Tiếp nhận và xếp thứ tự phản ánh an toàn học sinh / Intake and ranking of child-safety reports",
        "description": _DESCRIPTION,
        "version": version("lachan"),
        "license_info": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
    }


def with_problem(document: dict[str, Any]) -> dict[str, Any]:
    """Put the schema of errors into the document; routes refer to it, but none answers with it as a model."""
    _, definitions = models_json_schema([(Problem, "serialization")], ref_template="#/components/schemas/{model}")
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    schemas |= definitions["$defs"]
    for unused in ("HTTPValidationError", "ValidationError"):  # FastAPI's own form of errors, which is never sent
        schemas.pop(unused, None)
    return document
