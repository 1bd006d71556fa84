"""The vocabulary of the judgement, in the words of the reading rules. Values only: frozen, comparable, without behaviour of weight."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from replydue.core.life import FollowUp, Phase
from replydue.core.mail import Mailbox, Message

# --- judgement ------------------------------------------------------------------------------------------------------


class Standing(StrEnum):
    UNTRACKED = "untracked"
    WAITING = "waiting"
    OVERDUE = "overdue"
    YOUR_TURN = "your_turn"
    ON_HOLD = "on_hold"
    CLOSED = "closed"


class Reason(StrEnum):
    """Why a conversation is untracked or closed."""

    NOT_RECRUITING = "not_recruiting"
    NO_ONE_TO_ANSWER = "no_one_to_answer"
    NEVER_ENGAGED = "never_engaged"
    IGNORED = "ignored"
    WITHDRAWN = "withdrawn"
    REJECTED = "rejected"
    ROLE_CLOSED = "role_closed"
    SILENCE_MEANS_NO = "silence_means_no"
    UNDELIVERABLE = "undeliverable"
    STALE = "stale"  # it had died long before it was first looked at


class Source(StrEnum):
    """Where an expected day comes from."""

    PROMISE = "promise"
    REPORTED = "reported"
    PREFERENCE = "preference"
    OUT_OF_OFFICE = "out_of_office"
    INTERVIEW = "interview"
    CADENCE = "cadence"
    USER = "user"  # the user said so: `replydue expect`


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words a judgement rests on, and the Message-ID of the mail they stand in."""

    message_id: str
    quote: str


@dataclass(frozen=True, slots=True)
class Counterpart:
    """Who is on the other side. `address` is where a follow-up goes (Reply-To counts)."""

    name: str
    address: str
    company: str
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Expectation:
    """By which day a reply is expected (the last calendar day on which it would be on time), and what says so."""

    by: date
    source: Source
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the mail means: sections 2 to 5 of the reading rules, for one conversation.

    `expectation` is None where no reply is expected or no day can be named. `anchor` is the human message the wait counts from.
    `reply_target` is the message a follow-up answers (newest that is neither draft, spam nor trash; gmail-api.md, 3.9).
    `steps_by_hand` are the user's own follow-ups since the counterpart last wrote, oldest first.
    `after` says what came before the wait, for the wording: "interview", "application" or "otherwise".
    """

    standing: Standing
    reason: Reason | None = None
    counterpart: Counterpart | None = None
    expectation: Expectation | None = None
    anchor: Message | None = None
    reply_target: Message | None = None
    last_human: Message | None = None  # newest human message of either side, in the thread or elsewhere
    answered_by: Message | None = None  # newest human message of the counterpart, in the thread or elsewhere
    carried_on_in: str = ""  # the thread in which the conversation goes on, "" where it is this one
    steps_by_hand: tuple[Message, ...] = ()
    after: str = "otherwise"
    role: str = ""
    language: str = "en"
    evidence: tuple[Evidence, ...] = ()  # for standing and reason
    doubt: str = ""  # why a person should look first: the thread gets `Check`, not a draft
    problems: tuple[str, ...] = ()


# --- the follow-ups and the user's hand -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class StandingDraft:
    """A draft that stands in the thread now. `text` is its body as plain text, newly written part only."""

    draft_id: str
    message_id: str  # Gmail id of the draft's message; changes with every save
    text: str


@dataclass(frozen=True, slots=True)
class Identity:
    """One address that mail can be sent as (Gmail `sendAs`)."""

    address: str
    name: str = ""
    signature: str = ""  # HTML
    primary: bool = False


@dataclass(frozen=True, slots=True)
class Override:
    """What the user laid down by command or lever; None and False mean: judge by the mail."""

    tracked: bool | None = None  # True: track; False: stop
    expected_by: date | None = None
    snoozed_until: datetime | None = None
    stale: datetime | None = None  # when it was first looked at, long after its follow-up would have been due


@dataclass(frozen=True, slots=True)
class Conversation:
    """A thread with a recruiter, with all that the decision may look at. Mails oldest first; drafts, spam, trash and chats are left out of them."""

    id: str  # Gmail thread id
    identities: tuple[Identity, ...]
    messages: tuple[Message, ...]
    elsewhere: tuple[Message, ...] = ()  # of other threads, by people of the same address or the same company's own domain
    drafts: tuple[StandingDraft, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    levers: frozenset[str] = frozenset()  # names below the prefix that the thread bears now: "Waiting", "Approved", "Snooze/1 week"
    override: Override = field(default_factory=Override)


# --- the decision ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Letter:
    """A follow-up as written: everything the draft's MIME needs."""

    sender: Mailbox
    to: tuple[Mailbox, ...]
    subject: str
    in_reply_to: str
    references: tuple[str, ...]
    text: str
    html: str
    cc: tuple[Mailbox, ...] = ()


@dataclass(frozen=True, slots=True)
class NextStep:
    """The coming step of the cadence and the moment it is due (aware, in the user's zone)."""

    do: str
    number: int
    at: datetime


@dataclass(frozen=True, slots=True)
class PutUpDraft:
    """Put the letter into the thread as a draft."""

    step: NextStep
    anchor: str  # Gmail id
    letter: Letter


@dataclass(frozen=True, slots=True)
class AskToCall:
    """Ask the user, by label and digest, to call."""

    step: NextStep
    anchor: str


@dataclass(frozen=True, slots=True)
class WithdrawDraft:
    """Take our untouched draft away again."""

    follow_up: FollowUp
    then: Phase  # that it has once the draft is gone
    why: str


@dataclass(frozen=True, slots=True)
class SendApproved:
    """Send the draft that the user approved by label."""

    follow_up: FollowUp


@dataclass(frozen=True, slots=True)
class Advance:
    """Record that a follow-up has reached another phase, as Gmail shows."""

    follow_up: FollowUp  # with its new phase
    why: str


@dataclass(frozen=True, slots=True)
class Relabel:
    """Change the thread's labels below the prefix; names, not ids."""

    add: frozenset[str]
    remove: frozenset[str]


@dataclass(frozen=True, slots=True)
class Remember:
    """Keep what a lever asked for."""

    override: Override


Action = PutUpDraft | AskToCall | WithdrawDraft | SendApproved | Advance | Relabel | Remember


@dataclass(frozen=True, slots=True)
class Decision:
    """All of it: what the mail means, what comes next, and what is to be done now. `wake_at` is when to decide again without news (aware)."""

    judgement: Judgement
    next_step: NextStep | None = None
    follow_up_due: bool = False  # at `now` a draft would stand in the thread
    actions: tuple[Action, ...] = ()
    wake_at: datetime | None = None
