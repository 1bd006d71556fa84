"""A Gmail look-alike over HTTP; knows nothing of replydue. How to use it: docs/sandbox.md."""

from replydue.sandbox.api import Request, Response
from replydue.sandbox.clock import Clock
from replydue.sandbox.errors import Refusal
from replydue.sandbox.faults import Fault
from replydue.sandbox.load import LoadReport
from replydue.sandbox.sandbox import Held, Sandbox

__all__ = ["Clock", "Fault", "Held", "LoadReport", "Refusal", "Request", "Response", "Sandbox"]
