"""A Gmail look-alike over HTTP; knows nothing of replydue."""
