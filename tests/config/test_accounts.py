"""Several mailboxes: what each of them is set to, and what is told of a mistake."""

from __future__ import annotations

import pytest

from replydue.config import read
from replydue.config.accounts import mailboxes
from replydue.errors import ConfigError

TWO = """\
timezone: Europe/London
cadence:
  grace: 2 business days
  wait: {after_interview: 3 business days}
accounts:
  - name: jobs
  - name: private
    timezone: Europe/Berlin
    account: {token: /tokens/private.json}
    cadence:
      wait: {otherwise: 8 business days}
"""


def test_without_accounts_there_is_one_mailbox_that_needs_no_name() -> None:
    assert list(mailboxes(read("timezone: Europe/London"))) == [""]


def test_each_has_its_own_settings_over_the_common_ones() -> None:
    found = mailboxes(read(TWO))
    assert list(found) == ["jobs", "private"]
    assert (found["jobs"].timezone, found["private"].timezone) == ("Europe/London", "Europe/Berlin")
    assert {str(each.cadence.grace) for each in found.values()} == {"2 business days"}
    assert [str(found[name].cadence.wait.otherwise) for name in found] == ["5 business days", "8 business days"]
    assert {str(each.cadence.wait.after_interview) for each in found.values()} == {"3 business days"}


def test_each_has_a_sign_in_and_a_store_of_its_own() -> None:
    found = mailboxes(read(TWO))
    assert found["jobs"].account.token == "~/.local/state/replydue/jobs/token.json"
    assert found["private"].account.token == "/tokens/private.json"
    assert found["jobs"].store == "sqlite:///~/.local/state/replydue/jobs/replydue.db"
    assert found["private"].store != found["jobs"].store


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("accounts:\n  - name: jobs\n    cadense: {}\n", "c.yaml:3: accounts[1].cadense: is no setting — did you mean cadence"),
        ("accounts:\n  - name: jobs\n    watch:\n      poll: 3 days\n", "c.yaml:4: accounts[1].watch.poll: "),
        ("accounts:\n  - timezone: Europe/Berlin\n", "c.yaml:2: accounts[1].name: is missing"),
        ("accounts:\n  - name: my work\n", "c.yaml:2: accounts[1].name: 'my work' is no name for a mailbox"),
        ("accounts:\n  - name: a\n  - name: a\n", "c.yaml:2: accounts[1].name: 'a' stands there twice"),
        (
            "accounts:\n  - name: a\n    store: sqlite:///x.db\n  - name: b\n    store: sqlite:///x.db\n",
            "c.yaml:5: accounts[2].store: sqlite:///x.db is another",
        ),
        ("accounts:\n  - name: a\n    accounts: []\n", "c.yaml:3: accounts[1].accounts: "),
    ],
)
def test_a_mistake_is_told_with_its_line(text: str, said: str) -> None:
    with pytest.raises(ConfigError) as refused:
        read(text, "c.yaml")
    assert any(problem.startswith(said) for problem in refused.value.problems or (str(refused.value),)), refused.value.problems
