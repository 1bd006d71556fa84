"""Does the daemon do what the story says? Plays the scenes in time, tells what is seen, and notes where the story goes another way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from replydue.demo import mails
from replydue.demo.cast import JOBS_ADDRESS, ME
from replydue.demo.mails import Mail, Thread
from replydue.demo.seen import Draft, Stage, View
from replydue.demo.show import Happening
from replydue.demo.story import MONDAY, Hand, Machine, Plot, Scene, in_order

# When the daemon's alarms may have something to do, besides the mail that comes: the opening of the window, noon, and its close.
_ROUTINE = (time(9, 1), time(12, 31), time(17, 1))


@dataclass
class _Played:
    """What has become of one plot so far."""

    plot: Plot
    thread: Thread
    thread_id: str = ""
    sent: int = 0  # follow-ups that Alex sent or approved
    went_out: int = 0  # mails of Alex's in the thread, of any kind
    draft: Draft | None = None
    labels: frozenset[str] = frozenset()
    said: str = ""  # the promise last told


@dataclass
class Player:
    """Plays the plots on a stage, until `end`. `tell` gets each happening as it happens; `problems` holds where the story went another way."""

    stage: Stage
    plots: tuple[Plot, ...]
    end: datetime
    tell: Callable[[Happening], None]
    problems: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._played = {plot.name: _Played(plot, Thread(plot.subject)) for plot in self.plots}
        self._by_hand = 0

    def play(self) -> list[str]:
        """Plays everything and returns the problems, none if all went as the story has it."""
        for at, plot, scene in self._moments():
            self.stage.move_to(at)
            if plot is not None and scene is not None:
                self._act(self._played[plot.name], scene)
            self.stage.look()
            self._see(at)
        self._compare()
        return self.problems

    def _moments(self) -> Iterator[tuple[datetime, Plot | None, Scene | None]]:
        """Scenes and the daemon's routine, in time."""
        routine: list[tuple[datetime, Plot | None, Scene | None]] = [(at, None, None) for at in _routine(self.end)]
        scenes: list[tuple[datetime, Plot | None, Scene | None]] = [(scene.at, plot, scene) for plot, scene in in_order(self.plots)]
        yield from sorted((*routine, *scenes), key=lambda moment: moment[0])

    # --- what happens ---

    def _act(self, played: _Played, scene: Scene) -> None:
        if isinstance(scene.act, Mail):
            self._mail(played, scene, scene.act)
        elif isinstance(scene.act, Machine):
            self._machine(played, scene, scene.act)
        else:
            self._hand(played, scene, scene.act)

    def _mail(self, played: _Played, scene: Scene, mail: Mail) -> None:
        raw = mails.composed(mail, played.thread, played.plot.person, scene.at)
        if mail.sender is None:
            self._by_hand += 1
            self.stage.write(raw)
            self._say(scene.at, "alex", ME.first_name, f"writes to {played.plot.person.first_name}: {_short(mail.words)}")
        else:
            played.thread_id = self.stage.receive(raw)
            meeting = f" (invitation for {mail.meeting:%A, %B} {mail.meeting.day})" if mail.meeting else ""
            self._say(scene.at, "mail", mail.sender.name, f"({mail.sender.company}): {_short(mail.words)}{meeting}")

    def _machine(self, played: _Played, scene: Scene, what: Machine) -> None:
        raw, told = _by_machine(what, played, scene)
        thread_id = self.stage.receive(raw)
        played.thread_id = played.thread_id or thread_id
        self._say(scene.at, "machine", "A machine" if what is Machine.WRECKAGE else played.plot.person.name, told)

    def _hand(self, played: _Played, scene: Scene, what: Hand) -> None:
        name = played.plot.person.first_name
        if what is Hand.CALLED:
            self._need("Call" in self.stage.labels(played.thread_id), scene.at, f"{name}'s thread should ask for a call")
            self.stage.unlabel(played.thread_id, "Call")
            self._say(scene.at, "alex", ME.first_name, f"calls {name}, and takes the label off")
            return
        draft = self.stage.drafts().get(played.thread_id)
        self._need(draft is not None, scene.at, f"a draft to {name} should stand")
        if draft is None:
            return
        if what is Hand.APPROVE:
            self.stage.label(played.thread_id, "Approved")
            played.sent += 1
            self._say(scene.at, "alex", ME.first_name, f"labels the thread with {name} Approved")
        elif what is Hand.SEND:
            self.stage.press_send(draft)
            played.sent, played.draft = played.sent + 1, None
            self._say(scene.at, "alex", ME.first_name, f"presses Send on the draft to {name}")
        elif what is Hand.EDIT:
            self.stage.edit(draft, scene.text)
            played.draft = self.stage.drafts().get(played.thread_id)
            self._say(scene.at, "alex", ME.first_name, f"rewrites the draft to {name}", scene.text)
        else:
            self.stage.discard(draft)
            played.draft = None
            self._say(scene.at, "alex", ME.first_name, f"deletes the draft to {name}: no follow-up this time")

    # --- what is seen ---

    def _see(self, at: datetime) -> None:
        views, drafts, sent = self.stage.views(), self.stage.drafts(), self.stage.sent_in()
        for played in self._played.values():
            if played.thread_id:
                self._see_promise(at, played, views.get(played.thread_id))
                self._see_draft(at, played, drafts.get(played.thread_id), sent.get(played.thread_id, 0))
                self._see_labels(at, played)

    def _see_promise(self, at: datetime, played: _Played, view: View | None) -> None:
        if view is None or not view.expected_by:
            return
        said = f"reply expected by {view.expected_by:%A, %B} {view.expected_by.day} ({view.source}{_quoted(view.quote)})"
        if said != played.said:
            played.said = said
            self._say(at, "promise", "replydue", f"{played.plot.person.first_name}: {said}")

    def _see_draft(self, at: datetime, played: _Played, draft: Draft | None, sent: int) -> None:
        name = played.plot.person.first_name
        if draft is not None and (played.draft is None or draft.draft_id != played.draft.draft_id):
            self._check_draft(at, played, draft)
            self._say(at, "draft", "replydue", f"no word from {name} by the day: a draft stands in the thread", draft.text)
        elif draft is None and played.draft is not None and sent > played.went_out:
            self._say(at, "sent", "replydue", f"sends the draft to {name}, which Alex approved")
        elif draft is None and played.draft is not None:
            self._say(at, "withdrawn", "replydue", f"{name} was heard of: the draft is gone")
        played.draft, played.went_out = draft, sent

    def _check_draft(self, at: datetime, played: _Played, draft: Draft) -> None:
        """A draft goes to the counterpart alone, from the address that they wrote to, in their thread."""
        person = played.plot.person
        wrote_to = JOBS_ADDRESS if any(isinstance(scene.act, Mail) and scene.act.to for scene in played.plot.scenes) else ME.address
        self._need(draft.to == (person.address,), at, f"the draft to {person.first_name} should go to {person.address} alone, not to {', '.join(draft.to)}")
        self._need(draft.sender == wrote_to, at, f"the draft to {person.first_name} should come from {wrote_to}, not from {draft.sender}")
        self._need(draft.in_reply_to != "", at, f"the draft to {person.first_name} should answer a message")

    def _see_labels(self, at: datetime, played: _Played) -> None:
        labels = self.stage.labels(played.thread_id)
        if labels - played.labels:
            self._say(at, "label", "label", f"{played.plot.person.first_name}: {', '.join(sorted(labels - played.labels))}")
        played.labels = labels

    # --- how it ends ---

    def _compare(self) -> None:
        views = self.stage.views()
        for played in self._played.values():
            for problem in _differences(played, views.get(played.thread_id)):
                self.problems.append(f"{played.plot.person.name}: {problem}")
        sent, meant = sum(self.stage.sent_in().values()), self._by_hand + sum(played.plot.ending.sent for played in self._played.values())
        if sent != meant:
            self.problems.append(f"{sent} mails went out, but Alex wrote, sent or approved {meant}")

    def _need(self, met: bool, at: datetime, wanted: str) -> None:
        if not met:
            self.problems.append(f"on {at:%a %d %b, %H:%M}, {wanted}")

    def _say(self, at: datetime, kind: str, who: str, what: str, body: str = "") -> None:
        self.tell(Happening(at, kind, who, what, body))


def _by_machine(what: Machine, played: _Played, scene: Scene) -> tuple[bytes, str]:
    """The mail, and what is told of it."""
    person, thread = played.plot.person, played.thread
    if what is Machine.OUT_OF_OFFICE:
        return mails.out_of_office(person, thread, scene.at, scene.text), f"automatic reply: {scene.text}"
    if what is Machine.BOUNCE:
        return mails.bounce(person, thread, scene.at), f"delivery failed: {person.address} does not exist"
    if what is Machine.NEWSLETTER:
        return mails.newsletter(person, scene.at, thread.subject, scene.text), f"newsletter: {_short(scene.text)}"
    return mails.wreckage(scene.at), "a mail that is not one: no sender, no body, broken throughout"


def _routine(end: datetime) -> Iterable[datetime]:
    day = MONDAY
    while day.date() < end.date():
        if day.weekday() < 5:
            yield from (datetime.combine(day.date(), clock, day.tzinfo) for clock in _ROUTINE)
        day += timedelta(days=1)
    yield end


def _differences(played: _Played, view: View | None) -> Iterator[str]:
    """Where the ending is another one than the story's. A thread that the daemon never took up counts as untracked."""
    ending = played.plot.ending
    standing, reason = (view.standing, view.reason) if view else ("untracked", "")
    if standing != ending.standing:
        yield f"should be {ending.standing} at the end, and is {standing}"
    elif ending.reason and view and reason != ending.reason:
        yield f"should be {standing} as {ending.reason}, and is so as {reason or 'nothing'}"
    if played.sent != ending.sent:
        yield f"should have been sent {ending.sent} follow-ups, and was sent {played.sent}"
    if (played.draft is not None) != ending.draft:
        yield f"should {'have a' if ending.draft else 'have no'} draft at the end"
    if ending.label and ending.label not in played.labels:
        yield f"should bear the label {ending.label}, and bears {', '.join(sorted(played.labels)) or 'none'}"


def _short(words: str) -> str:
    """The mail without its greeting, on one line."""
    return " ".join(words.partition("\n\n")[2].split() or words.split())


def _quoted(quote: str) -> str:
    return f": “{' '.join(quote.split())}”" if quote else ""
