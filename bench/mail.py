"""What lies in a mailbox? Mail made from a seed: recruiters, people one knows, newsletters, job alerts, receipts; as bytes, oldest first."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime
from random import Random

ME, MY_NAME = "sam@example.com", "Sam Porter"
FIRST = ("Dana", "Marco", "Priya", "Jonas", "Aisha", "Tom", "Lena", "Wei", "Carla", "Omar", "Ines", "Noah", "Greta", "Ravi", "Sofia", "Paul")
LAST = ("Whitfield", "Bianchi", "Raman", "Keller", "Haddad", "Becker", "Lund", "Chen", "Ortiz", "Farouk", "Costa", "Reed", "Vogel", "Mehta", "Petrova", "Adler")
COMPANY = ("northwind", "bluefjord", "kestrel", "harborline", "quantia", "oakridge", "lumenworks", "stellaris", "meridian", "copperleaf")
ROLE = ("Data Engineer", "Backend Engineer", "Product Manager", "Site Reliability Engineer", "Machine Learning Engineer", "Technical Writer", "QA Lead")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
HOBBY = (
    "her new job in Lyon",
    "the hike on Sunday",
    "the photos from the lake",
    "the flat in Hamburg",
    "Mia's birthday",
    "the chess club",
    "the old bicycle",
    "a recipe for soup",
)
GOODS = ("headphones", "running shoes", "a coffee grinder", "two lamps", "garden chairs", "a winter jacket")
NEWS = ("Ten ideas for your balcony", "What we read this week", "The week in science", "Autumn sale: up to 40 % off", "New in our shop", "Your weekly digest")
NEWS_FROM = ("news", "hello", "info", "team", "no-reply", "newsletter")
TECH = ("Release notes: 12.4", "How we scaled our queues", "The position of open source in 2026", "Last chance: conference offer ends Sunday")
ALERTS = ("{role} and 12 more jobs for you", "New jobs in Berlin: {role}", "30+ new jobs for {role}", "{role}: you appeared in 9 searches")


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail on its way into the mailbox. `at` is aware; `kind` says what it was made as."""

    raw: bytes
    at: datetime
    labels: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Person:
    """Who writes."""

    name: str
    address: str

    def __str__(self) -> str:
        return f"{self.name} <{self.address}>"


SELF = Person(MY_NAME, ME)


def person(rng: Random, number: int) -> Person:
    """A recruiter of a company; the number keeps people and companies apart."""
    first, last = rng.choice(FIRST), rng.choice(LAST)
    return Person(f"{first} {last}", f"{first}.{last}@{rng.choice(COMPANY)}{number}.example".lower())


def recruiting(rng: Random, number: int, newest: datetime, until: datetime) -> list[Mail]:
    """A candidacy whose newest mail came at `newest`: an application, an answer, perhaps a talk; at the end a promise for a day after `until`, for one in
    fifty a day gone by, and one in five is refused."""
    recruiter, role = person(rng, number), rng.choice(ROLE)
    subject = f"{role} at {recruiter.address.partition('@')[2].partition('.')[0].capitalize()}"
    said = [
        (SELF, f"Dear {recruiter.name},\n\nI would like to apply for the {role} position. My CV is attached.\n\nI look forward to hearing from you."),
        (recruiter, f"Hi Sam,\n\nThank you for your application for the {role} role. Could we talk on {rng.choice(WEEKDAYS)} at 3 pm?"),
        (SELF, f"Hi {recruiter.name.split()[0]},\n\nyes, that suits me well.\n\nBest,\nSam"),
        (recruiter, f"Hi Sam,\n\nIt was good to talk about the {role} role. {_promise(rng, until)}"),
    ]
    first = 0 if rng.random() < 0.7 else 1
    return _thread(rng, said[first:], subject, newest, timedelta(days=2), f"r{number}", "recruiter")


def _promise(rng: Random, until: datetime) -> str:
    if (luck := rng.random()) < 0.2:
        return "Unfortunately we have decided to move forward with another candidate."
    day = until + timedelta(days=rng.randint(5, 40) if luck > 0.22 else -4)
    return rng.choice((
        f"You should hear from us by {day:%B} {day.day}.",
        f"We will get back to you by {day:%A}, {day:%B} {day.day}.",
        f"The panel compares notes, and I will send you our decision no later than {day.day} {day:%B}.",
        f"You will have an answer on {day:%b} {day.day}.",
    ))  # fmt: skip


def personal(rng: Random, number: int, newest: datetime) -> list[Mail]:
    """Friends, to and fro."""
    friend = Person(f"{rng.choice(FIRST)} {rng.choice(LAST)}", f"friend{number}@mail{number % 40}.example")
    about = rng.choice(HOBBY)
    said = [
        (friend, f"Hello Sam,\n\ndo you remember {about}? I found some old notes about it and thought of you. How have you been?"),
        (SELF, f"Hello {friend.name.split()[0]},\n\nof course I do! Things are fine here. Let us meet on {rng.choice(WEEKDAYS)}?"),
        (friend, "Gladly. I will bring the cake."),
        (SELF, "Perfect, see you then.\n\nSam"),
    ]
    return _thread(rng, said[: rng.randint(1, 4)], about, newest, timedelta(hours=9), f"p{number}", "personal")


def _thread(rng: Random, said: list[tuple[Person, str]], subject: str, newest: datetime, apart: timedelta, name: str, kind: str) -> list[Mail]:
    other = next(writer for writer, _ in said if writer is not SELF)
    ids: list[str] = []
    mails, quoted = [], ""
    for number, (writer, words) in enumerate(said):
        at = newest - (len(said) - 1 - number) * apart
        to = SELF if writer is not SELF else other
        heads = [f"In-Reply-To: {ids[-1]}", f"References: {' '.join(ids)}"] if ids else []
        ids.append(f"<{name}.{number}@mail.example>")
        text = f"{words}\n\n{writer.name}"
        raw = _alternative(writer, to, f"Re: {subject}" if number else subject, at, ids[-1], heads, f"{text}\n{quoted}", _html(text, quoted))
        quoted = f"\nOn {at:%a, %b %d, %Y} at {at:%I:%M %p} {writer} wrote:\n\n" + "\n".join(f"> {line}" for line in text.splitlines())
        labels = ("SENT",) if writer is SELF else ("INBOX", *(("UNREAD",) if rng.random() < 0.2 else ()), "CATEGORY_PERSONAL")
        mails.append(Mail(raw, at, labels, kind))
    return mails


def _html(text: str, quoted: str) -> str:
    paragraphs = "".join(f'<div dir="ltr">{line or "<br>"}</div>' for line in text.splitlines())
    return f'<html><body>{paragraphs}<div class="gmail_quote">{quoted.replace(chr(10), "<br>")}</div></body></html>'


def newsletter(rng: Random, number: int, at: datetime, size: int = 1_200) -> Mail:
    """Bulk mail with the headers of bulk mail (RFC 2369, 8058); its HTML has about `size` characters."""
    subject = rng.choice(NEWS + TECH)
    host = f"shop{number % 60}.example"
    heads = [f"List-Unsubscribe: <https://{host}/u/{number}>", "List-Unsubscribe-Post: List-Unsubscribe=One-Click", "Precedence: bulk",
             f"List-Id: <news.{host}>", f"Feedback-ID: {number % 60}:news:mailer"]  # fmt: skip
    text = f"{subject}\n\nDear reader, here is what is new. A strong position in design, an offer for subscribers, and an interview with the makers."
    cell = f'<tr><td style="font-family:Arial;padding:4px"><a href="https://{host}/a/{number}">{rng.choice(GOODS)} and {rng.choice(HOBBY)}</a></td></tr>'
    leave = "" if rng.random() < 0.05 else f'<a href="https://{host}/u/{number}">Unsubscribe</a>'
    html = f"<html><body><table>{cell * max(1, size // len(cell))}</table>{leave}</body></html>"
    text += "\n\nUnsubscribe" if leave else ""
    sender = Person(host.partition(".")[0].capitalize(), f"{NEWS_FROM[number % len(NEWS_FROM)]}@{host}")
    raw = _alternative(sender, SELF, subject, at, f"<n{number}@{host}>", heads, text, html)
    return Mail(raw, at, ("INBOX", "UNREAD", "CATEGORY_PROMOTIONS"), "newsletter")


def receipt(rng: Random, number: int, at: datetime) -> Mail:
    """What machines write after one has bought something or signed in somewhere."""
    host = f"store{number % 40}.example"
    goods = rng.choice(GOODS)
    subject = rng.choice((f"Your order {number}: {goods}", "Your invoice is ready", f"{goods} is on its way", "New sign-in to your account"))
    text = f"Hello Sam,\n\nthank you for your order of {goods}. It will be delivered by {rng.choice(WEEKDAYS)}.\n\nThis is an automatic message."
    heads = ["Auto-Submitted: auto-generated"]
    sender = Person(host.partition(".")[0].capitalize(), f"no-reply@{host}")
    raw = _alternative(sender, SELF, subject, at, f"<o{number}@{host}>", heads, text, f"<html><body><p>{text}</p></body></html>")
    return Mail(raw, at, ("INBOX", "CATEGORY_UPDATES"), "receipt")


def job_alert(rng: Random, number: int, at: datetime) -> Mail:
    """The mail that most looks like recruiting and is none: a job board's list."""
    board = rng.choice(("jobalerts-noreply@linkedin.com", "alert@indeed.com", "noreply@glassdoor.com"))
    subject = rng.choice(ALERTS).format(role=rng.choice(ROLE))
    listed = "\n".join(f"{rng.choice(ROLE)}, {rng.choice(COMPANY).capitalize()}: apply now" for _ in range(8))
    heads = [f"List-Unsubscribe: <https://jobs.example/u/{number}>", "Precedence: bulk"]
    text = f"New jobs that match your profile:\n\n{listed}\n\nHiring now. Manage your alerts or unsubscribe."
    raw = _alternative(Person("Job alerts", board), SELF, subject, at, f"<j{number}@jobs.example>", heads, text, f"<html><body><pre>{text}</pre></body></html>")
    return Mail(raw, at, ("INBOX", "UNREAD", "CATEGORY_UPDATES"), "job alert")


def _alternative(writer: Person, to: Person, subject: str, at: datetime, message_id: str, heads: list[str], text: str, html: str) -> bytes:
    """As mail programs write it: text and HTML, the HTML in base64."""
    encoded = base64.encodebytes(html.encode()).decode()
    lines = (
        f"From: {writer}", f"To: {to}", f"Subject: {subject}", f"Date: {format_datetime(at)}", f"Message-ID: {message_id}", *heads, "MIME-Version: 1.0",
        'Content-Type: multipart/alternative; boundary="b1"', "", "--b1", "Content-Type: text/plain; charset=utf-8", "", text, "--b1",
        "Content-Type: text/html; charset=utf-8", "Content-Transfer-Encoding: base64", "", encoded, "--b1--", "",
    )  # fmt: skip
    return "\r\n".join(lines).encode()


def mailbox(seed: int, until: datetime, *, messages: int, recruiters: int, years: float = 5.0, days: int = 90) -> Iterator[Mail]:
    """The mails of `threads` as they come in, oldest first."""
    found = threads(seed, until, messages=messages, recruiters=recruiters, years=years, days=days)
    return iter(sorted((mail for thread in found for mail in thread), key=lambda mail: mail.at))


def threads(
    seed: int, until: datetime, *, messages: int, recruiters: int, years: float = 5.0, days: int = 90, newsletters_size: int = 1_200
) -> list[list[Mail]]:
    """A mailbox of so many messages up to `until`, each thread by itself. The recruiters' lie within the last `days`, all else spreads over the years:
    six tenths newsletters, a quarter receipts, one in twenty a job alert, one in ten a letter of or to somebody one knows."""
    rng = Random(seed)  # noqa: S311  the same mail in every run is what is wanted
    found = [recruiting(rng, number, until - _within(rng, days), until) for number in range(recruiters)]
    number, span, count = 0, years * 365, sum(map(len, found))
    while count < messages:
        number += 1
        at, luck = until - _within(rng, span), rng.random()
        if luck < 0.62:
            found.append([newsletter(rng, number, at, newsletters_size)])
        elif luck < 0.90:
            found.append([receipt(rng, number, at)])
        elif luck < 0.955:
            found.append([job_alert(rng, number, at)])
        else:
            found.append(personal(rng, number, at))
        count += len(found[-1])
    return found


def _within(rng: Random, days: float) -> timedelta:
    """A moment of the last days."""
    return timedelta(seconds=rng.uniform(0, days * 86_400))
