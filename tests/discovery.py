"""Does an answer look as Google says it does? The client library's own description of Gmail, as JSON Schema."""

import json
from functools import cache
from typing import Any

from googleapiclient.discovery_cache import get_static_doc
from jsonschema import Draft202012Validator

_NUMBER_AS_TEXT = {"int64": r"^-?\d+$", "uint64": r"^\d+$"}
_BASE64URL = r"^[A-Za-z0-9_-]*={0,2}$"
_KEPT = ("type", "enum")


@cache
def document() -> dict[str, Any]:
    """Gmail's discovery document, as it came with the client library."""
    found: dict[str, Any] = json.loads(get_static_doc("gmail", "v1"))
    return found


def pointed_at(endpoint: str) -> dict[str, Any]:
    """The same document for another server: calls, batches and uploads go there."""
    changed = {**document(), "rootUrl": endpoint.rstrip("/") + "/", "batchPath": "batch/gmail/v1"}
    changed.pop("mtlsRootUrl", None)
    return changed


@cache
def methods() -> dict[str, dict[str, Any]]:
    """All methods by the name they have below `gmail.users.`: `drafts.create`, `getProfile`."""
    return dict(_methods(document()["resources"]["users"]))


def _methods(resource: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    own = [(method["id"].removeprefix("gmail.users."), method) for method in resource.get("methods", {}).values()]
    return own + [pair for below in resource.get("resources", {}).values() for pair in _methods(below)]


@cache
def validator(name: str) -> Draft202012Validator:
    """The validator for one of Google's schemas. What a schema does not name is refused."""
    definitions = {key: _schema(schema) for key, schema in document()["schemas"].items()}
    return Draft202012Validator({"$ref": f"#/$defs/{name}", "$defs": definitions})


def _schema(google: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in google:
        return {"$ref": f"#/$defs/{google['$ref']}"}
    schema: dict[str, Any] = {key: google[key] for key in _KEPT if key in google and google[key] != "any"}
    if google.get("format") in _NUMBER_AS_TEXT and google["type"] == "string":
        schema["pattern"] = _NUMBER_AS_TEXT[google["format"]]
    if google.get("format") == "byte":
        schema["pattern"] = _BASE64URL
    if "items" in google:
        schema["items"] = _schema(google["items"])
    if google.get("type") == "object":
        schema["properties"] = {key: _schema(value) for key, value in google.get("properties", {}).items()}
        more = google.get("additionalProperties")
        schema["additionalProperties"] = _schema(more) if more else False
    return schema


def check_response(method: str, answer: dict[str, Any] | None) -> None:
    """Raises AssertionError unless the answer of this method is one that Google describes."""
    described = methods()[method].get("response")
    if described is None:
        assert not answer, f"{method} answers with nothing, not with {answer}"
        return
    assert answer is not None, f"{method} answers with {described['$ref']}, not with nothing"
    _check(f"the answer of {method}", described["$ref"], answer)


def check_request(method: str, params: dict[str, list[str]], body: dict[str, Any] | None) -> None:
    """Raises AssertionError unless Google describes these query parameters, with these values, and this body."""
    described = methods()[method]
    known = {**document()["parameters"], **described["parameters"]}
    for name, values in params.items():
        assert name in known, f"{method} takes no parameter {name}"
        _check_parameter(method, name, known[name], values)
    wanted = described.get("request")
    if body is not None:
        assert wanted is not None, f"{method} takes no body"
        _check(f"the body of {method}", wanted["$ref"], body)


def _check_parameter(method: str, name: str, described: dict[str, Any], values: list[str]) -> None:
    assert described.get("repeated") or len(values) == 1, f"{method} takes one {name}"
    assert described["location"] == "query", f"{name} of {method} belongs into the path"
    for value in values:
        assert value in described.get("enum", [value]), f"{name} of {method} cannot be {value}"
        if described["type"] == "boolean":
            assert value in ("true", "false"), f"{name} of {method} cannot be {value}"


def _check(what: str, schema: str, value: dict[str, Any]) -> None:
    problems = [f"{error.json_path}: {error.message}" for error in validator(schema).iter_errors(value)]
    assert not problems, f"{what} is not a {schema}: {problems}"
