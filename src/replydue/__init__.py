"""replydue: knows by which day a recruiter's reply is due, and drafts the follow-up when it does not come."""

__version__ = "0.1.0"
