"""Wrong configurations, and the very words that the user gets for each."""

from __future__ import annotations

import pytest

from replydue.config import read
from replydue.errors import ConfigError

KNOWN = "account, timezone, date_order, holidays, watch, recruiters, cadence, drafts, labels, digest, notify, store, gmail, examples, accounts"

# fmt: off
WRONG_VALUES = [
    ("watch: {poll: 60}", "1: watch.poll: 60 has no unit; write it like '5 business days', '2 weeks' or '90s'"),
    ("watch: {poll: 1s}", "1: watch.poll: write it in seconds, minutes or hours, at least '5s'"),
    ("watch: {poll: [1m]}", "1: watch.poll: write a length of time like '5 business days', '2 weeks' or '90s'"),
    ("watch:\n  lookback: 0 days", "2: watch.lookback: '0 days' is no time at all; write at least '1 day'"),
    ("watch:\n  lookback: 3 hours", "2: watch.lookback: '3 hours' is shorter than a day; write it in days, business days, weeks or months"),
    ("watch:\n\n  query:", "3: watch.query: has no value; write one, or remove the line"),
    ("watch: often", "1: watch: must be a section of settings, one 'name: value' a line"),
    ("watch: [60s]", "1: watch: must be a section of settings, one 'name: value' a line"),
    ("timezone: Europe/Lndon", "1: timezone: 'Europe/Lndon' is no time zone — did you mean Europe/London"),
    ("timezone: ../etc/passwd", "1: timezone: '../etc/passwd' is no time zone; write it like 'Europe/London'"),
    ("timezone: 5", "1: timezone: must be text; put it in quotes"),
    ("date_order: day_first", "1: date_order: 'day_first' is not possible; write auto, month-first or day-first — did you mean day-first"),
    ("holidays: [US, QQ]", "1: holidays: 'QQ' is no country or subdivision with known holidays; write it like 'US', 'GB' or 'DE-BY'"),
    ("holidays: DE-QQ", "1: holidays: 'DE-QQ' is no country or subdivision with known holidays; write it like 'US', 'GB' or 'DE-BY'"),
    ("recruiters: {people: [Dana]}", "1: recruiters.people: 'dana' is no mail address; write it like dana@northwind.example"),
    ("recruiters: {domains: ['@northwind.example']}", "1: recruiters.domains: '@northwind.example' is no domain; write it like northwind.example"),
    ("recruiters: {ignore: spam.example}", "1: recruiters.ignore: must be a list, like [one, another]"),
    ("account:\n  addresses:\n    - me@home.example\n    - 5", "4: account.addresses[2]: must be text; put it in quotes"),
    ("cadence:\n  steps:\n    - {do: emial}", "3: cadence.steps[1].do: 'emial' is not possible; write email or call — did you mean email"),
    ("cadence:\n  steps:\n    - {do: email}\n    - {after: 2 weeks}", "4: cadence.steps[2].do: is missing"),
    ("cadence:\n  steps:\n    - do: call\n      after: soon",
     "4: cadence.steps[1].after: 'soon' is no length of time; write it like '5 business days', '2 weeks' or '90s'"),
    ("cadence: {window: {days: [mon, tu]}}", "1: cadence.window.days[2]: 'tu' is not possible; write mon, tue, wed, thu, fri, sat or sun — did you mean tue"),
    ("cadence: {window: {days: []}}", "1: cadence.window.days: must not be empty; name at least one"),
    ("cadence:\n  window: {from: 18:00}", "2: cadence.window: 'to' must be later than 'from'"),
    ("cadence:\n  window: {from: 9}", '2: cadence.window.from: write a time of day in quotes, like "09:00"'),
    ("cadence:\n  window: {to: 25:00}", "2: cadence.window.to: '25:00' is no time of day; write it in quotes, from \"00:00\" to \"24:00\""),
    ("cadence: {on_discard: yes}", "1: cadence.on_discard: 'yes' is not possible; write skip or stop"),
    ("labels: {prefix: a/b}", "1: labels.prefix: 'a/b' is no name for a label; write it without '/' and without blanks at its ends"),
    ("labels: {prefix: ''}", "1: labels.prefix: must not be empty"),
    ("digest: no", "1: digest: 'no' is not possible; write off"),
    ("digest: {at: morning}", '1: digest.at: write a time of day in quotes, like "09:00"'),
    ("store: replydue.db", "1: store: 'replydue.db' is no database address; write it like sqlite:///~/replydue.db or postgresql://user@host/name"),
    ("gmail: {endpoint: http://mail.example}",
     "1: gmail.endpoint: 'http://mail.example' would send your sign-in unencrypted; use https, or an address of this computer"),
    ("examples: {text: x}", "1: examples: must be a list, like [one, another]"),
    ("examples:\n- {date: 2026-11-23, expect: none}", "2: examples[1].text: is missing"),
    ("examples:\n- {text: '', date: 2026-11-23, expect: none}", "2: examples[1].text: must not be empty"),
    ("examples:\n- {text: x, date: 23.11.2026, expect: none}", "2: examples[1].date: '23.11.2026' is no day; write it like 2026-11-27"),
    ("examples:\n- {text: x, date: 2026-11-23, expect: soon}", "2: examples[1].expect: 'soon' is no day; write it like 2026-11-27"),
    ("examples:\n- {text: x, date: 2026-11-23, expect: none, by: me}", "2: examples[1].by: 'me' is not possible; write counterpart or user"),
    ("gmail: {endpoint: 127.0.0.1:80}",
     "1: gmail.endpoint: '127.0.0.1:80' is no address of a server; write it like http://127.0.0.1:8025 or https://gmail.example"),
]
UNKNOWN_SETTINGS = [
    ("recruters: {}", "1: recruters: is no setting — did you mean recruiters"),
    ("watch:\n  look-back: 3 days", "2: watch.look-back: is no setting — did you mean lookback"),
    ("cadence:\n  steps:\n  - {do: call, afer: 2 weeks}", "3: cadence.steps[1].afer: is no setting — did you mean after"),
    ("digest: {hour: 8}", "1: digest.hour: is no setting; known here: at, days"),
    ("zzz: 1", f"1: zzz: is no setting; known here: {KNOWN}"),
    ("1: 2", f"1: 1: is no setting; known here: {KNOWN}"),
]
HALF_WRITTEN = [
    ("holidays: [US", "1: a list is not closed; a ']' or a ',' is missing"),
    ("notify: []\nwatch: {poll: 60s", "2: a section in braces is not closed; a '}' or a ',' is missing"),
    ("notify: []\ntimezone: \"Europe/London", "2: a quote is not closed"),
    ("watch:\n\tpoll: 60s", "2: a tab cannot indent here; use spaces"),
    ("watch:\n    poll: 60s\n  lookback: 9 days", "3: the indentation does not fit the lines above"),
    ("watch\nnotify: []", "2: there is a ': ' too many, or the line above lacks its ':'; put the value in quotes, or check the indentation"),
    ("watch: {query: @me}", "1: a value that begins with @ needs quotes"),
    ("watch: {query: *me}", "1: a value that begins with * needs quotes"),
    ("watch: {query: %me}", "1: a value that begins with % needs quotes"),
    ("notify: []\n---\nnotify: []", "2: there is a second document; remove the line ---"),
    ("just words", "1: settings were expected here, one 'name: value' a line"),
    ("- US", "1: settings were expected here, one 'name: value' a line"),
    ("notify: []\nlabels: {prefix: \x00}", "2: there is a control character, which no text file holds; remove it"),
    ("notify: &all [*all]", "1: lists or sections are nested too deeply"),
    ("notify: " + "[" * 600, "1: lists or sections are nested too deeply"),
]
# fmt: on


@pytest.mark.parametrize(("text", "problem"), WRONG_VALUES + UNKNOWN_SETTINGS + HALF_WRITTEN)
def test_a_mistake_is_told_with_its_line(text: str, problem: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read(text, "me.yaml")
    assert caught.value.problems == (f"me.yaml:{problem}",)
    assert str(caught.value) == f"me.yaml:{problem}"


def test_a_setting_that_is_written_twice_names_both_lines() -> None:
    with pytest.raises(ConfigError) as caught:
        read("watch:\n  poll: 60s\nnotify: []\nwatch:\n  poll: 90s\n")
    assert caught.value.problems == ("replydue.yaml:4: watch: is written twice; it already stands in line 1",)


def test_all_problems_come_at_once_in_the_order_of_the_lines() -> None:
    with pytest.raises(ConfigError) as caught:
        read("notify: x\ndigest: of\nwatch: {poll: 60}\nnotify: []\nlables: {}\n", "me.yaml")
    assert [problem.split(": ")[:2] for problem in caught.value.problems] == [
        ["me.yaml:1", "notify"],
        ["me.yaml:2", "digest"],
        ["me.yaml:3", "watch.poll"],
        ["me.yaml:4", "notify"],
        ["me.yaml:5", "lables"],
    ]
    assert str(caught.value) == "me.yaml has 5 problems"
