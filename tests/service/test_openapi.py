"""The OpenAPI document: complete for people, and true (Schemathesis tries what it allows and what it forbids)."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.service.desk import Desk
from tests.service.live import live

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    response_headers_conformance,
]


@pytest.fixture(scope="module")
def document(sad_desk: Desk) -> dict[str, Any]:
    found: dict[str, Any] = sad_desk.client.get("/openapi.json").json()
    return found


def operations(document: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [
        (f"{method.upper()} {path}", operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    ]


def test_every_route_says_what_it_does_in_both_languages(document: dict[str, Any]) -> None:
    assert len(operations(document)) > 30
    for name, operation in operations(document):
        assert " / " in operation["summary"], name
        assert " / " in operation["description"] or ". / " in operation["description"], name
        assert " / " in operation["tags"][0], name


def test_every_body_has_an_example(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    for name, operation in operations(document):
        body = operation.get("requestBody")
        if body is None:
            continue
        schema = body["content"]["application/json"]["schema"]
        for choice in schema.get("oneOf") or schema.get("anyOf") or [schema]:
            assert schemas[choice["$ref"].rsplit("/", 1)[1]]["examples"], name


def test_every_error_is_a_problem_with_an_example(document: dict[str, Any]) -> None:
    for name, operation in operations(document):
        for status, answer in operation["responses"].items():
            if status[0] in "45" and name != "GET /readyz":
                content = answer["content"]["application/problem+json"]
                assert content["schema"] == {"$ref": "#/components/schemas/Problem"}, (name, status)
                assert content["example"]["title_en"], (name, status)


def test_the_document_asks_no_other_server_for_anything(sad_desk: Desk) -> None:
    for path in ("/docs", "/redoc"):
        assert sad_desk.client.get(path).status_code == 404


@pytest.fixture(scope="module")
def address(sad_desk: Desk) -> Iterator[str]:
    with live(sad_desk.context.settings) as address:
        yield address


def try_out(operation: Any, mode: GenerationMode, headers: dict[str, str]) -> None:
    @settings(
        max_examples=20,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def call(case: Case[Any]) -> None:
        # Unknown query parameters are ignored, as everywhere on the web; an unknown field of a body is refused.
        checks = [*CHECKS, negative_data_rejection] if operation.method == "post" else CHECKS
        case.validate_response(case.call(headers=headers), checks=checks)

    try:
        call()
    except Unsatisfiable:
        assert mode is GenerationMode.NEGATIVE  # nothing about this operation can be wrong


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
def test_the_service_does_what_its_document_says(
    sad_desk: Desk, address: str, mode: GenerationMode, subtests: pytest.Subtests
) -> None:
    document = schemathesis.openapi.from_url(f"{address}/openapi.json").exclude(path="/v1/sessions/current")
    document = document.exclude(path="/v1/sessions", method="DELETE")  # would sign the one out who tries the rest
    document = document.exclude(path="/v1/queue/changes")  # never ends; tests/service/queue/test_changes.py
    for found in document.get_all_operations():
        assert isinstance(found, Ok), found
        operation = found.ok()
        system = operation.path.startswith(("/v1/score", "/v1/reports"))
        with subtests.test(operation.label):
            try_out(operation, mode, sad_desk.key if system else sad_desk.lan)
