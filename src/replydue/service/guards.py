"""What is so unlikely that nothing is done until the user has looked? Other mailboxes, empty ones, wrong clocks. (Floods of drafts: `beforehand`.)"""

from __future__ import annotations

from replydue.errors import Held, SignInError
from replydue.service.desk import Desk
from replydue.sign_in_file import place, said

_MANY = 5  # conversations do not all vanish together
CLOCK_ERROR = 3600.0  # seconds; less moves no follow-up to another day that matters


def same_mailbox(desk: Desk, address: str) -> None:
    """Raises SignInError where the sign-in is for another mailbox than the one whose conversations are known."""
    known = desk.store.address()
    if known and address and known.lower() != address.lower():
        raise SignInError(
            f"you are signed in to {address}, and what is known is of {known}", f"sign in to {known} with `replydue auth`, or set another `store` for {address}"
        )


def own_sign_in(desk: Desk) -> None:
    """As `same_mailbox`, by what the sign-in file says: a new sign-in is taken over at any time, and Gmail is not asked at each pass whose it is."""
    try:
        address = said(place(desk.settings.account.token)).account
    except SignInError:  # Gmail says whether the sign-in that is held is still good
        return
    same_mailbox(desk, address)


def not_all_gone(desk: Desk) -> None:
    """Raises Held where the mailbox shows none of the conversations that are followed: nothing is forgotten because of it."""
    followed = sorted(desk.store.followed())
    if len(followed) >= _MANY and next(iter(desk.gmail.threads(followed[:_MANY])), None) is None and next(iter(desk.gmail.threads(followed)), None) is None:
        raise Held(
            f"the mailbox shows none of the {len(followed)} conversations that are followed",
            "look whether it is the right one and still holds its mail; if you emptied it yourself, set another `store`",
        )


def right_clock(desk: Desk) -> None:
    """Raises Held where this computer's clock is far from Gmail's: days would be counted wrongly."""
    ahead = desk.gmail.clock_ahead
    if abs(ahead) > CLOCK_ERROR:
        hours = round(abs(ahead) / 3600)
        way = "ahead of" if ahead > 0 else "behind"
        raise Held(f"this computer's clock is {hours} hours {way} Gmail's", "set it right, as with `timedatectl set-ntp true`; until then nothing is done")
