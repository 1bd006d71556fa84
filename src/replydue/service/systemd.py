"""Tells systemd how the service is (sd_notify(3)): a datagram to the socket that NOTIFY_SOCKET names; nothing where there is none."""

from __future__ import annotations

import os
import socket


def notify(**state: str) -> bool:
    """Sends states such as READY="1" or STATUS="12 waiting"; whether somebody listens."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return False
    message = "\n".join(f"{name}={value}" for name, value in state.items())
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as channel:
        try:
            channel.sendto(message.encode(), "\0" + address[1:] if address.startswith("@") else address)
        except OSError:
            return False
    return True
