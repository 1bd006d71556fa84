"""The vocabulary of the judgement, in the words of the reading rules. Values only: frozen, comparable, without behaviour of weight."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from replydue.core.later import Later, known
from replydue.core.life import FollowUp, Phase

# --- mail -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A name and an address (RFC 5322 `mailbox`). `address` is lower-case; either may be empty where the mail was broken."""

    name: str
    address: str

    @property
    def domain(self) -> str:
        """What stands behind the `@`."""
        return self.address.rpartition("@")[2]


@dataclass(frozen=True, slots=True)
class Event:
    """One VEVENT of a calendar part (RFC 5545, 5546). `start` and `end` are aware; an all-day event ends at midnight, local to its zone."""

    method: str  # REQUEST, REPLY, CANCEL, COUNTER …; upper-case, "" if not stated
    uid: str
    sequence: int
    start: datetime
    end: datetime
    summary: str = ""
    organizer: str = ""
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Body:
    """What a mail says and carries. `words` is what the sender newly wrote, quotes and signature cut; `signature` the block under it; `text` the whole as
    plain text. `problems` name what was broken and how it was read all the same."""

    words: str = ""
    signature: str = ""
    text: str = ""
    html: str = ""  # kept only for quoting below a draft; never judged
    events: tuple[Event, ...] = ()
    content_types: tuple[str, ...] = ()  # of every part, lower-case, outermost first, e.g. multipart/report
    delivery: tuple[tuple[str, str], ...] = ()  # fields of the delivery-status or disposition part, names lower-case
    attachments: tuple[str, ...] = ()  # file names
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """All of a mail but its body: what its headers tell, and Gmail's labels.

    `id` is Gmail's id (for saved mail its Message-ID), `message_id` the Message-ID header with its angle brackets.
    `date` is the sender's wall clock, aware (reading rules, section 6, for missing and future ones).
    `headers` are all top-level headers in order, names lower-case, values decoded and unfolded.
    `oddities` name what was broken in them and how it was read all the same.
    """

    id: str
    thread_id: str
    message_id: str
    date: datetime
    sender: Mailbox
    to: tuple[Mailbox, ...] = ()
    cc: tuple[Mailbox, ...] = ()
    reply_to: tuple[Mailbox, ...] = ()
    subject: str = ""
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    labels: frozenset[str] = frozenset()  # Gmail label ids
    report_type: str = ""  # of multipart/report: delivery-status, disposition-notification, feedback-report
    oddities: tuple[str, ...] = ()

    def header(self, name: str) -> str:
        """The first value of a header, "" if absent. `name` in lower case."""
        for key, value in self.headers:
            if key == name:
                return value
        return ""


@dataclass(frozen=True, slots=True)
class Message(Head):
    """One mail, read: what of it matters to the judgement. Its body is read when it is first asked for, for most mail is told by its head."""

    body: Body | Later[Body] = Body()

    @property
    def words(self) -> str:
        """What the sender newly wrote."""
        return known(self.body).words

    @property
    def signature(self) -> str:
        """The block under it."""
        return known(self.body).signature

    @property
    def text(self) -> str:
        """The whole body as plain text."""
        return known(self.body).text

    @property
    def html(self) -> str:
        """The body's HTML, for quoting below a draft."""
        return known(self.body).html

    @property
    def events(self) -> tuple[Event, ...]:
        """The appointments of its calendar parts."""
        return known(self.body).events

    @property
    def content_types(self) -> tuple[str, ...]:
        """The types of its parts."""
        return known(self.body).content_types

    @property
    def delivery(self) -> tuple[tuple[str, str], ...]:
        """The fields of a machine's report."""
        return known(self.body).delivery

    @property
    def attachments(self) -> tuple[str, ...]:
        """The names of the files that it carries."""
        return known(self.body).attachments

    @property
    def problems(self) -> tuple[str, ...]:
        """What was broken in it, head and body."""
        return (*self.oddities, *known(self.body).problems)


class Nature(StrEnum):
    """What kind of sender made a message: a person, or which machine (reading rules, sections 1 and 4)."""

    HUMAN = "human"
    OUT_OF_OFFICE = "out_of_office"
    AUTO_REPLY = "auto_reply"  # an acknowledgement by machine, other than out of office
    BOUNCE = "bounce"  # permanent: nobody would read a follow-up
    DELAY = "delay"  # a warning that delivery is still being tried; no failure
    RECEIPT = "receipt"  # read receipt
    CALENDAR = "calendar"  # invitation, acceptance, update: a notice without words of its own
    BULK = "bulk"  # newsletters, alerts, lists, feedback reports


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
