"""`python -m replydue`."""

from replydue.cli import main

main()
