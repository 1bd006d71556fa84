"""Whose domain is this? A company's own, one shared by many (webmail, hiring platforms, job boards), or a sender of bulk."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib import resources

from publicsuffixlist import PublicSuffixList


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()


def _domains(name: str) -> frozenset[str]:
    lines = (resources.files("replydue.core") / "data" / f"hosts_{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line.split("#")[0].strip() for line in lines if line.split("#")[0].strip())


WEBMAIL = _domains("webmail")
HIRING_PLATFORMS = _domains("hiring_platforms")
JOB_BOARDS = _domains("job_boards")


@lru_cache(maxsize=4096)
def organisation(domain: str) -> str:
    """The registered domain that a host belongs to (`careers.northwind.co.uk` to `northwind.co.uk`); the host itself where there is none."""
    return _suffixes().privatesuffix(domain.lower().strip(".")) or domain.lower()


def is_webmail(domain: str) -> bool:
    """Whether anybody can have an address there."""
    return domain in WEBMAIL or organisation(domain) in WEBMAIL


def is_hiring_platform(domain: str) -> bool:
    """Whether a hiring platform sends from there on behalf of companies."""
    return domain in HIRING_PLATFORMS or organisation(domain) in HIRING_PLATFORMS


def is_job_board(domain: str) -> bool:
    """Whether a job board or a network for professionals sends from there."""
    return domain in JOB_BOARDS or organisation(domain) in JOB_BOARDS


def is_shared(domain: str) -> bool:
    """Whether the domain links nobody to anybody (reading rules, section 4)."""
    return is_webmail(domain) or is_hiring_platform(domain) or is_job_board(domain)
