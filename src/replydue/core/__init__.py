"""The judgement: pure functions from mail to decision. No network, disk, clock or log."""
