"""What may an editor offer? The JSON Schema of the configuration, from the model."""

from __future__ import annotations

from datetime import time
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from replydue.settings import Settings
from replydue.values import Span, write_time

SCHEMA_NAME = "replydue.schema.json"


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of the configuration file, with a description and the default of each setting."""
    model = Settings.model_json_schema(by_alias=True, schema_generator=_AsWritten)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **model, "title": "replydue configuration"}


class _AsWritten(GenerateJsonSchema):
    """Shows defaults as a person writes them in the file."""

    def encode_default(self, dft: Any) -> Any:
        """One default as the file would have it."""
        if isinstance(dft, Span):
            return str(dft)
        if isinstance(dft, time):
            return write_time(dft)
        if isinstance(dft, BaseModel):
            return dft.model_dump(mode="json", by_alias=True, exclude_none=True)
        if isinstance(dft, tuple):
            return [self.encode_default(item) for item in dft]
        return super().encode_default(dft)
