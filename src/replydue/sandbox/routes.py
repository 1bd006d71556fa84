"""Which method does an address mean? Gmail's addresses, and the parameters each method takes."""

import re
from dataclasses import dataclass

STANDARD = frozenset({"fields", "alt", "prettyPrint", "quotaUser", "key", "access_token", "oauth_token", "userIp", "$.xgafv", "uploadType", "upload_protocol"})
_LISTING = frozenset({"q", "labelIds", "maxResults", "pageToken", "includeSpamTrash"})
_ONE = frozenset({"format", "metadataHeaders"})
_INSERTING = frozenset({"internalDateSource", "deleted"})


@dataclass(frozen=True)
class Route:
    """One method. `pattern` is the path below `/gmail/v1/users/{userId}`; `body` names what a request may hold, {} for methods without one."""

    method: str
    http: str
    pattern: re.Pattern[str]
    query: frozenset[str] = frozenset()
    body: frozenset[str] | None = None


_MESSAGE = frozenset({"id", "threadId", "labelIds", "snippet", "historyId", "internalDate", "payload", "sizeEstimate", "raw", "classificationLabelValues"})
_MODIFY = frozenset({"addLabelIds", "removeLabelIds"})
_DRAFT = frozenset({"id", "message"})
_LABEL = frozenset({"id", "name", "messageListVisibility", "labelListVisibility", "type", "color", "messagesTotal", "messagesUnread",
                    "threadsTotal", "threadsUnread"})  # fmt: skip


def _route(method: str, http: str, path: str, query: frozenset[str] = frozenset(), body: frozenset[str] | None = None) -> Route:
    return Route(method, http, re.compile("^" + re.sub(r"\{\}", r"([^/]+)", path) + "$"), query, body)


# fmt: off
ROUTES = (
    _route("getProfile", "GET", "/profile"),
    _route("watch", "POST", "/watch", body=frozenset({"topicName", "labelIds", "labelFilterAction", "labelFilterBehavior"})),
    _route("stop", "POST", "/stop"),
    _route("messages.list", "GET", "/messages", _LISTING),
    _route("messages.insert", "POST", "/messages", _INSERTING, _MESSAGE),
    _route("messages.import", "POST", "/messages/import", _INSERTING | {"neverMarkSpam", "processForCalendar"}, _MESSAGE),
    _route("messages.send", "POST", "/messages/send", body=_MESSAGE),
    _route("messages.batchModify", "POST", "/messages/batchModify", body=_MODIFY | {"ids"}),
    _route("messages.get", "GET", "/messages/{}", _ONE | {"temporaryEeccBypass"}),
    _route("messages.modify", "POST", "/messages/{}/modify", body=_MODIFY),
    _route("messages.trash", "POST", "/messages/{}/trash"),
    _route("messages.untrash", "POST", "/messages/{}/untrash"),
    _route("messages.attachments.get", "GET", "/messages/{}/attachments/{}", frozenset({"temporaryEeccBypass"})),
    _route("threads.list", "GET", "/threads", _LISTING),
    _route("threads.get", "GET", "/threads/{}", _ONE | {"temporaryEeccBypass"}),
    _route("threads.modify", "POST", "/threads/{}/modify", body=_MODIFY),
    _route("threads.trash", "POST", "/threads/{}/trash"),
    _route("threads.untrash", "POST", "/threads/{}/untrash"),
    _route("drafts.list", "GET", "/drafts", _LISTING - {"labelIds"}),
    _route("drafts.create", "POST", "/drafts", body=_DRAFT),
    _route("drafts.send", "POST", "/drafts/send", body=_DRAFT),
    _route("drafts.get", "GET", "/drafts/{}", frozenset({"format"})),
    _route("drafts.update", "PUT", "/drafts/{}", body=_DRAFT),
    _route("drafts.delete", "DELETE", "/drafts/{}"),
    _route("labels.list", "GET", "/labels"),
    _route("labels.create", "POST", "/labels", body=_LABEL),
    _route("labels.get", "GET", "/labels/{}"),
    _route("labels.update", "PUT", "/labels/{}", body=_LABEL),
    _route("labels.patch", "PATCH", "/labels/{}", body=_LABEL),
    _route("labels.delete", "DELETE", "/labels/{}"),
    _route("history.list", "GET", "/history", frozenset({"startHistoryId", "labelId", "historyTypes", "maxResults", "pageToken"})),
    _route("settings.getVacation", "GET", "/settings/vacation"),
    _route("settings.sendAs.list", "GET", "/settings/sendAs"),
    _route("settings.sendAs.get", "GET", "/settings/sendAs/{}"),
)
# fmt: on
_BELOW_USER = re.compile(r"^/gmail/v1/users/([^/]+)(/.*)$")


@dataclass(frozen=True)
class Found:
    """A method, the user it is for, and the ids in its path."""

    route: Route
    user: str
    ids: tuple[str, ...]


def find(http: str, path: str) -> Found | None:
    """The method that this address means, or None. The path has its percent signs undone."""
    below = _BELOW_USER.match(path)
    if not below:
        return None
    for route in ROUTES:
        match = route.pattern.match(below[2]) if route.http == http else None
        if match:
            return Found(route, below[1], match.groups())
    return None
