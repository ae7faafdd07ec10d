"""As much of JSON Schema (draft 2020-12) as the published form of a service uses, to hold it to its word."""

import re
from typing import Any

TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "boolean": (bool,),
    "null": (type(None),),
}


def conforms(value: Any, schema: Any, root: Any = None) -> bool:
    """Whether a value keeps to a schema."""
    root = schema if root is None else root
    if isinstance(schema, bool):
        return schema
    if "$ref" in schema:
        return conforms(value, root["$defs"][schema["$ref"].rpartition("/")[2]], root)
    return _simple(value, schema) and _combined(value, schema, root) and _inside(value, schema, root)


def _simple(value: Any, schema: Any) -> bool:
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if kinds and not any(_is(value, kind) for kind in kinds):
        return False
    if "const" in schema and value != schema["const"]:
        return False
    if "enum" in schema and value not in schema["enum"]:
        return False
    return _sizes(value, schema)


def _is(value: Any, kind: str) -> bool:
    return isinstance(value, TYPES[kind]) and (kind != "integer" or not isinstance(value, bool))


def _sizes(value: Any, schema: Any) -> bool:
    if isinstance(value, str):
        fits = schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value))
        return fits and re.search(schema.get("pattern", ""), value) is not None
    if isinstance(value, int):
        return bool(schema.get("minimum", value) <= value <= schema.get("maximum", value))
    if isinstance(value, list):
        return bool(schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)))
    if isinstance(value, dict):
        return bool(schema.get("minProperties", 0) <= len(value) <= schema.get("maxProperties", len(value)))
    return True


def _combined(value: Any, schema: Any, root: Any) -> bool:
    if "anyOf" in schema and not any(conforms(value, each, root) for each in schema["anyOf"]):
        return False
    if "not" in schema and conforms(value, schema["not"], root):
        return False
    if "if" in schema:
        branch = "then" if conforms(value, schema["if"], root) else "else"
        if not conforms(value, schema.get(branch, True), root):
            return False
    return all(conforms(value, each, root) for each in schema.get("allOf", []))


def _inside(value: Any, schema: Any, root: Any) -> bool:
    if isinstance(value, list):
        return all(conforms(each, schema.get("items", True), root) for each in value)
    if not isinstance(value, dict):
        return True
    known, others = schema.get("properties", {}), schema.get("additionalProperties", True)
    named = schema.get("propertyNames", True)
    return (
        all(key in value for key in schema.get("required", []))
        and all(conforms(each, known.get(key, others), root) for key, each in value.items())
        and all(conforms(key, named, root) for key in value)
    )
