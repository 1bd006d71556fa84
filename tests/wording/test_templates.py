"""A template that cannot work is found when it is loaded."""

from __future__ import annotations

from dataclasses import replace

import pytest

from replydue.core.mail import Body
from replydue.core.template_set import BUILT_IN, LANGUAGES, VARIABLES
from replydue.core.wording import write
from replydue.errors import ConfigError
from replydue.settings import Settings

from .people import FROM_DANA, NOW, SETTINGS, conversation, judgement, step


def _text(
    templates: object = BUILT_IN, after: str = "otherwise", language: str = "en", number: int = 1, settings: Settings = SETTINGS, thread: str = "t1"
) -> str:
    assert isinstance(templates, type(BUILT_IN))
    return write(judgement(after=after, language=language), conversation(id=thread), step(number), settings, templates, NOW).text


@pytest.mark.parametrize(
    ("name", "source", "said"),
    [
        ("first", "Hi {{ frist_name }}", ("first.txt:1: unknown variable 'frist_name': did you mean 'first_name'?",)),
        ("first", "Hi\n\n{% if role %}\n{{ compnay }}{% endif %}", ("first.txt:4: ", "'company'")),
        ("first", "Hi\n---\nHello\n\n{{ rolle }}\n", ("first.txt:5: unknown variable 'rolle': did you mean 'role'?",)),
        ("first", "Hi {{ zzz }}", ("first.txt:1: ", "known ones are salutation, ")),
        ("first", "Hi {{ first_name }", ("first.txt:1: ",)),
        ("first", "Hi\r\n---\r\nHello\r\n{% if %}", ("first.txt:4: ",)),
        ("first.de", "Hallo\n{% if role %}", ("first.de.txt:2: ",)),
        ("first", "Hi {{ first_name | shout }}", ("first", "shout")),
        ("last", "{% include 'first' %}", ("last",)),
        ("last", "{{ number / 0 }}", ("last", "division")),
        ("last", "{{ ''.__class__.__mro__ }}", ("last",)),
        ("first", "   \n", ("first", "no text")),
        ("first", "Hello\n---\n", ("first.txt:3: ", "no text")),
        ("first.de-tu", "Hallo", ("first.de-tu.txt", "de-du, fr-tu, es-tu")),
        ("first.xx", "Hello", ("first.xx", "en, de, fr, es")),
        ("../first", "Hello", ("../first", "name")),
    ],
)
def test_a_broken_template_is_named_with_what_is_wrong(name: str, source: str, said: tuple[str, ...]) -> None:
    with pytest.raises(ConfigError) as caught:
        BUILT_IN.with_own({name: source})
    for words in said:
        assert words in str(caught.value)


def test_all_broken_templates_are_told_at_once() -> None:
    with pytest.raises(ConfigError) as caught:
        BUILT_IN.with_own({"first": "{{ a }}", "last": "{{ b }}", "call": "Hello {{ name }}"})
    assert len(caught.value.problems) == 2


@pytest.mark.parametrize("variable", sorted(VARIABLES))
def test_each_variable_can_be_used(variable: str) -> None:
    own = BUILT_IN.with_own({"first": f"Hello {{{{ {variable} }}}}"})
    assert _text(own).startswith("Hello")


def test_an_own_template_goes_before_the_built_in_ones_also_where_those_fit_the_occasion_more_closely() -> None:
    own = BUILT_IN.with_own({"first": "My own words."})
    assert all(_text(own, after, language).startswith("My own words.") for after in ("otherwise", "interview", "application") for language in LANGUAGES)
    assert not _text(own, number=3).startswith("My own words.")


def test_an_own_template_of_one_language_leaves_the_others_alone() -> None:
    own = BUILT_IN.with_own({"first.de": "Eigene Worte."})
    assert _text(own, language="de").startswith("Eigene Worte.")
    assert _text(own, language="fr").startswith("Bonjour Dana,")


def test_an_own_template_goes_before_the_built_in_familiar_ones_and_may_be_familiar_itself() -> None:
    du = judgement(language="de", answered_by=replace(FROM_DANA, body=Body("Hast du Montag Zeit?")))
    own = BUILT_IN.with_own({"first.de": "Eigene Worte."})
    assert write(du, conversation(), step(), SETTINGS, own, NOW).text.startswith("Eigene Worte.")
    both = own.with_own({"first.de-du": "Eigene Worte für dich."})
    assert write(du, conversation(), step(), SETTINGS, both, NOW).text.startswith("Eigene Worte für dich.")
    assert _text(both, language="de").startswith("Eigene Worte.")


def test_an_own_template_may_ask_on_which_terms_they_are() -> None:
    own = BUILT_IN.with_own({"first": "{{ 'Salut' if familiar else 'Bonjour' }} !"})
    tu = judgement(language="fr", answered_by=replace(FROM_DANA, body=Body("Je te réponds vendredi.")))
    assert write(tu, conversation(), step(), SETTINGS, own, NOW).text.startswith("Salut\u202f!")
    assert _text(own, language="fr").startswith("Bonjour\u202f!")


def test_a_step_may_name_a_template_of_the_users() -> None:
    settings = Settings.model_validate({"timezone": "America/New_York", "cadence": {"steps": [{"do": "email", "template": "coffee"}]}})
    own = BUILT_IN.with_own({"coffee": "Shall we have a coffee?"})
    own.check(settings)
    assert _text(own, settings=settings).startswith("Shall we have a coffee?")


def test_a_step_that_names_no_known_template_is_told_before_it_is_due() -> None:
    settings = Settings.model_validate({"cadence": {"steps": [{"do": "email", "template": "coffee"}]}})
    with pytest.raises(ConfigError, match="coffee"):
        BUILT_IN.check(settings)
    BUILT_IN.check(Settings())


def test_a_conversation_keeps_its_wording_and_all_wordings_are_used() -> None:
    texts = {_text(thread=f"t{n}") for n in range(30)}
    assert len(texts) == 3
    assert _text(thread="t5") == _text(thread="t5")


def test_the_wording_hangs_on_the_conversation_and_on_nothing_that_differs_between_two_runs() -> None:
    """Known values of SHA-256, so that a new version of Python or another machine words the same letter."""
    own = BUILT_IN.with_own({"first": "one\n---\ntwo\n---\nthree"})
    assert [_text(own, thread=f"t{n}").split("\n")[0] for n in range(6)] == ["one", "three", "three", "two", "three", "one"]


def test_two_steps_of_one_template_are_never_worded_alike() -> None:
    settings = Settings.model_validate(
        {"timezone": "UTC", "cadence": {"steps": [{"do": "email", "template": "first"}, {"do": "email", "template": "first", "after": "2 weeks"}]}}
    )
    for n in range(10):
        assert _text(thread=f"t{n}", settings=settings, number=1) != _text(thread=f"t{n}", settings=settings, number=2)


def test_a_brace_in_a_name_is_text_and_no_template() -> None:
    judged = judgement(role="{{ 7 * 7 }}")
    assert "49" not in write(judged, conversation(), step(), SETTINGS, BUILT_IN, NOW).text.split("On Fri")[0]
    own = BUILT_IN.with_own({"first": "Hello {{ me }}"})
    named = Settings.model_validate({"timezone": "UTC", "drafts": {"name": "{{ 7 * 7 }}"}})
    assert write(judgement(), conversation(), step(), named, own, NOW).text.startswith("Hello {{ 7 * 7 }}")
