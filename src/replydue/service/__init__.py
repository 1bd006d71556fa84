"""What the daemon does: watch, carry out, wake up in time."""
