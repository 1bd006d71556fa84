"""On which terms are they? Whether a language's familiar manner (du, tu, tú) is in use, by how the other side writes."""

from __future__ import annotations

import re
from collections.abc import Iterable

from replydue.core.languages import TONGUES


def familiar(texts: Iterable[str], language: str) -> bool:
    """Whether the first of the texts that addresses anybody does so familiarly. In doubt, and in a language without the difference: no."""
    tongue = TONGUES[language]
    if not tongue.familiar:
        return False
    for text in texts:
        line = " ".join(text.split())
        formal, close = (len(re.findall(pattern, line)) for pattern in (tongue.formal, tongue.familiar))
        if formal or close:
            return close > formal
    return False
