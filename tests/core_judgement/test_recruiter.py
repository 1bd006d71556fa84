"""Is it a recruiter? Threads about the user's own candidacy, and what only looks like one (section 5)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from bench.mail import personal

from replydue.core.decide import decide
from replydue.core.mail import Event, Mailbox
from replydue.core.message import read
from replydue.core.mime import parse
from replydue.core.model import Conversation, Identity, Override, Standing
from replydue.core.recruiter import worth_reading
from replydue.settings import Settings
from tests.core_judgement.mail import SAM, Said, auto, elsewhere, invitation, judged, me, moment, them, verdict

NOW = "Tue 3 Nov 2026 09:00"
LATER = datetime(2026, 11, 24, 12, tzinfo=UTC)
LEE = Mailbox("Lee Wong", "lee@bluefin.example")
FRIEND = Mailbox("Robin", "robin@mail.example")


ACCEPTED = Event("REPLY", "i1", 0, moment("Thu 5 Nov 2026 10:00"), moment("Thu 5 Nov 2026 10:45"))


def first(text: str, subject: str, sender: Mailbox = LEE, **more: object) -> Said:
    """A mail out of the blue."""
    return them("Mon 2 Nov 2026 09:00", text, sender, subject=subject, **more)


def mine(text: str, to: Mailbox = LEE, subject: str = "Re: hello") -> Said:
    """What Sam answered an hour later."""
    return me("Mon 2 Nov 2026 10:00", text, to, subject=subject)


TRACKED: dict[str, tuple[Said, ...]] = {
    "an in-house recruiter": (
        first(
            "Hi Sam, thanks for applying for the Data Engineer position. Could we talk on Thursday?\n\nLee Wong\nTalent Acquisition, Bluefin",
            "Your application",
        ),
    ),
    "an agency": (
        first(
            "Hi Sam,\n\nMy client, a payments company, is hiring a platform engineer and your profile fits.\n\nLee Wong\nSearchlight Recruitment",
            "Platform Engineer",
        ),
        mine("Hi Lee, sounds interesting. What is the salary range for the role?"),
    ),
    "a hiring manager": (
        first(
            "Hi Sam, I lead the search team at Bluefin. I saw your talk and think you'd like the role we have open. Coffee?\n\nLee\nVP Engineering",
            "Chat about our team",
        ),
        mine("Hi Lee, I'd love to hear more about the role."),
    ),
    "a founder": (
        first("hey sam - we're 6 people building tools for labs and need a first backend engineer. up for a chat?\n\nlee, co-founder", "founding engineer?"),
        mine("Hey Lee, yes, I'm interested in the position. Free tomorrow at 4?"),
    ),
    "an interview coordinator": (
        first(
            "Hello Sam, your interview with Ana Ruiz is scheduled for Thursday at 2pm. The link is in the invite.\n\nLee\nInterview Coordinator",
            "Interview schedule",
        ),
    ),
    "a person writing through a hiring platform": (
        first(
            "Hi Sam, thank you for your application to Bluefin. We are reviewing it.",
            "Your application to Bluefin",
            Mailbox("Lee Wong", "bluefin+abc123@mail.greenhouse-mail.io"),
        ),
    ),
    "an application of mine": (
        mine("Dear hiring team, I would like to apply for the position of data engineer. My CV is attached.", subject="Application: data engineer"),
    ),
    "an offer": (first("Dear Sam, we are delighted to offer you the position of data engineer. The contract is attached.", "Offer of employment"),),
    "a recruiter at a webmail address": (
        first(
            "Hi Sam, I recruit for several start-ups. One has a backend role you may like.\n\nLee Wong\nIndependent Recruiter",
            "Backend role",
            Mailbox("Lee Wong", "lee.wong@gmail.com"),
        ),
        mine("Hi Lee, thanks, please tell me more about the role and the company."),
    ),
    "an interview that I only accepted in the calendar": (
        invitation(
            "Mon 2 Nov 2026 09:00",
            "Thu 5 Nov 2026 10:00",
            "Thu 5 Nov 2026 10:45",
            "Hi Sam,\n\nHere is the calendar hold for the hiring manager interview.\n\nLee",
            LEE,
        ),
        me("Mon 2 Nov 2026 10:00", "Sam Porter has accepted this invitation.", LEE, subject="Accepted: Hiring manager interview", events=(ACCEPTED,)),
    ),
    "cold outreach with a promise in it": (
        first("Hi Sam, I have a backend role that fits your profile. I'll call you on Thursday to tell you more.\n\nLee Wong\nRecruiter", "Backend role"),
    ),
}

UNTRACKED: dict[str, tuple[str, tuple[Said, ...]]] = {
    "a newsletter": (
        "not_recruiting",
        (
            first(
                "This week: ten habits of great engineers. Read more. Unsubscribe here.",
                "The engineering weekly",
                Mailbox("Engineering Weekly", "news@weekly.example"),
                headers=(("list-id", "<weekly.example>"), ("list-unsubscribe", "<https://weekly.example/u>"), ("precedence", "bulk")),
            ),
        ),
    ),
    "a job alert": (
        "not_recruiting",
        (
            first(
                "25 new jobs for you: Backend Engineer at Contoso, Data Engineer at Fabrikam.",
                "Job alert: backend engineer",
                Mailbox("Job Alerts", "alerts@indeed.com"),
                headers=(("list-unsubscribe", "<https://indeed.com/u>"), ("feedback-id", "alerts")),
            ),
        ),
    ),
    "a digest": (
        "not_recruiting",
        (
            first(
                "You appeared in 12 searches this week. See who's viewed your profile.",
                "Your weekly digest",
                Mailbox("LinkedIn", "messages-noreply@linkedin.com"),
            ),
        ),
    ),
    "a course": ("not_recruiting", (first("Become a data engineer in 12 weeks! Our bootcamp starts in January, enroll now for 20% off.", "Your new career"),)),
    "sales to employers": (
        "not_recruiting",
        (
            first("Hi Sam, we help companies hire engineers faster. Our vetted developers are available for your team. Book a demo?", "Your hiring needs"),
            mine("Hi Lee, how much does it cost?"),
        ),
    ),
    "software for employers": (
        "not_recruiting",
        (first("Is your applicant tracking system slowing you down? Get a free trial of our platform.", "Fix your hiring process"),),
    ),
    "support": (
        "not_recruiting",
        (
            first("Your support ticket #4411 was received. We will get back to you within 24 hours.", "Ticket #4411: cannot sign in"),
            mine("Thanks, it still does not work."),
        ),
    ),
    "a friend": (
        "not_recruiting",
        (
            first("Hi Sam! Are we still on for Saturday? I'll let you know by Friday where we meet.", "Saturday", FRIEND),
            mine("Yes, looking forward to it!", FRIEND),
        ),
    ),
    "a landlord": (
        "not_recruiting",
        (
            first("Thank you for your rental application for unit 4B. We will get back to you within two days.", "Application received"),
            mine("Thank you, looking forward to hearing from you."),
        ),
    ),
    "the user hiring somebody": (
        "not_recruiting",
        (
            mine(
                "Dear Lee, thank you for applying for our position of junior developer. We would like to invite you to an interview.",
                subject="Your application",
            ),
            them("Mon 2 Nov 2026 12:00", "Dear Sam, thank you, I will come back to you by Wednesday.", LEE),
        ),
    ),
    "somebody wants to work for me": (
        "not_recruiting",
        (
            first(
                "Hi Sam, I saw your ad for an after school nanny for your twins and would love to apply. I have 8 years' experience. References on request.",
                "Nanny position",
                LEE,
            ),
            me(
                "Mon 2 Nov 2026 12:00",
                "Hi Lee, you sound lovely. We're meeting a couple of people and I'll let you know by Tuesday.",
                LEE,
                subject="Re: Nanny position",
            ),
            them("Mon 2 Nov 2026 17:00", "Perfect, I look forward to hearing from you.", LEE, subject="Re: Nanny position"),
        ),
    ),
    "staff is sold to me": (
        "not_recruiting",
        (
            first(
                "Hi Sam, we have three relief pharmacists available from Monday. Our fee is a flat 18%, no hire no pay. Worth ten minutes?", "Relief staff", LEE
            ),
            me("Mon 2 Nov 2026 12:00", "Hi Lee, my cousin covers Christmas. Maybe in spring.", LEE, subject="Re: Relief staff"),
            them("Mon 2 Nov 2026 17:00", "Understood! I'll follow up with you next week with rates.", LEE, subject="Re: Relief staff"),
        ),
    ),
    "cold outreach never answered": (
        "never_engaged",
        (
            first(
                "Hi Sam, I came across your profile and have a backend role with a client. Would you be open to a chat?\n\nLee Wong\nRecruiter", "Backend role"
            ),
        ),
    ),
    "cold outreach, twice": (
        "never_engaged",
        (
            first("Hi Sam, I have a backend role with a client that fits your profile. Interested?\n\nLee Wong\nRecruiter", "Backend role"),
            them("Mon 2 Nov 2026 17:00", "Hi Sam, did you see my note about the role?\n\nLee Wong\nRecruiter", LEE),
        ),
    ),
    "only a no-reply sender": (
        "no_one_to_answer",
        (
            first(
                "Thank you for applying to the Data Engineer position. Our team will review your application.",
                "Application received",
                Mailbox("Bluefin", "no-reply@bluefin.example"),
            ),
        ),
    ),
    "only a machine that nobody can answer": (
        "no_one_to_answer",
        (
            auto(
                "Mon 2 Nov 2026 10:00",
                "Thank you for applying to the Data Engineer position. Please do not reply to this message.",
                Mailbox("Bluefin Careers", "bluefin@myworkday.com"),
                "Application received",
            ),
        ),
    ),
}


@pytest.mark.parametrize("name", TRACKED)
def test_what_is_about_the_user_s_candidacy_is_tracked(name: str) -> None:
    assert judged(*TRACKED[name], now=NOW).standing.value != "untracked"


@pytest.mark.parametrize("name", UNTRACKED)
def test_what_only_looks_like_it_is_not(name: str) -> None:
    reason, mails = UNTRACKED[name]
    assert verdict(judged(*mails, now=NOW)) == f"untracked {reason}"


@pytest.mark.parametrize("name", [name for name in UNTRACKED if name not in ("a job alert", "a digest", "only a no-reply sender")])
def test_the_user_s_label_overrides_the_judgement(name: str) -> None:
    _, mails = UNTRACKED[name]
    assert judged(*mails, now=NOW, levers=frozenset({"Track"})).standing.value != "untracked"
    assert judged(*mails, now=NOW, override=Override(tracked=True)).standing.value != "untracked"


@pytest.mark.parametrize("listed", [{"people": ["robin@mail.example"]}, {"domains": ["mail.example"]}])
def test_a_listed_person_or_domain_overrides_the_judgement(listed: dict[str, list[str]]) -> None:
    _, mails = UNTRACKED["a friend"]
    assert judged(*mails, now=NOW, recruiters=listed).standing.value != "untracked"


@pytest.mark.parametrize("ignored", ["lee@bluefin.example", "bluefin.example"])
def test_who_is_to_be_ignored_is(ignored: str) -> None:
    assert verdict(judged(*TRACKED["an offer"], now=NOW, recruiters={"ignore": [ignored]})) == "untracked ignored"


def test_the_stop_label_and_command_end_the_tracking() -> None:
    assert verdict(judged(*TRACKED["an offer"], now=NOW, levers=frozenset({"Stop"}))) == "untracked ignored"
    assert verdict(judged(*TRACKED["an offer"], now=NOW, override=Override(tracked=False))) == "untracked ignored"


def test_no_label_makes_a_machine_answer() -> None:
    assert verdict(judged(*UNTRACKED["only a no-reply sender"][1], now=NOW, levers=frozenset({"Track"}))) == "untracked no_one_to_answer"


def test_a_judgement_names_what_it_rests_on() -> None:
    assert judged(*UNTRACKED["sales to employers"][1], now=NOW).evidence
    assert judged(*UNTRACKED["cold outreach never answered"][1], now=NOW).evidence


def test_bodies_of_alerts_are_not_worth_fetching_and_those_of_people_are() -> None:
    assert worth_reading(TRACKED["an in-house recruiter"][0].message)
    assert not worth_reading(UNTRACKED["a newsletter"][1][0].message)


def test_an_acknowledgement_by_machine_makes_nobody_wait_for_an_answer() -> None:
    applied = mine("Dear hiring team, I apply for the position of data engineer. My CV is attached.", subject="Application: data engineer")
    received = auto("Mon 2 Nov 2026 10:01", "We have received your application.", LEE, "Re: Application: data engineer")
    assert verdict(judged(applied, received, now=NOW)) == "waiting cadence 2026-11-17"


def test_an_out_of_office_reply_alone_tells_when_to_expect_an_answer_and_beside_its_thread_is_no_conversation() -> None:
    away = auto("Mon 2 Nov 2026 10:01", "I am out of the office until Monday, November 9.", LEE, "Automatic reply: Application: data engineer")
    applied = mine("Dear Lee, I apply for the position of data engineer. My CV is attached.", subject="Application: data engineer")
    assert verdict(judged(away, now=NOW)) == "waiting out_of_office 2026-11-12"
    assert verdict(judged(away, elsewhere(applied), now=NOW)).startswith("untracked")


def test_sam_is_never_the_other_side() -> None:
    note = them("Mon 2 Nov 2026 09:00", "Remember to apply for the data engineer position.", Mailbox("Sam Porter", "sam+jobs@home.example"), to=(SAM,))
    assert judged(note, now=NOW).standing.value == "untracked"


PRIVATE = [  # what they wrote, what Sam answered
    (
        "photos",
        "Hello Sam, do you remember the lake? I found some old photos and thought of you. How have you been?",
        "Of course I do! Let us meet on Tuesday?",
    ),
    ("Sunday", "Shall we say three o'clock at ours? I'll bake. Tell me by Friday whether the children come.", "Three is perfect, and yes, all of us."),
    (
        "the old bicycle",
        "It is still in the cellar. You can have it if you like, I will ask Jonas about the key and let you know tomorrow.",
        "That is so kind!",
    ),
    ("choir", "We are short of tenors on the 12th. I'd love to have you along, the soup is good too.", "I'll be there, with a scarf."),
    ("Re: the flat", "The plumber wants to see the boiler first. I'll be in touch by Wednesday about the deposit.", "Thanks, that would be great."),
    ("minutes", "Thanks for chairing yesterday. I will send round the figures by Thursday and we can decide on the printer next week.", "Sounds good to me."),
    ("Re: your order", "Your table has left the workshop. The carrier will call you on Monday to agree on a time.", "Monday is fine, thank you."),
    (
        "Nanny job Kilimani",
        "Good afternoon madam, I saw on the estate group that you are looking for a house help. I am hard working and I have 4 years with children.",
        "Hi Esther, thanks for writing. I'm seeing two ladies this week and will tell you by Saturday. Please send me the number of your last employer.",
    ),
    (
        "Electricians available for your sites",
        "Are you taking anybody on? Our margin is 12% and you only pay once they start. I'll give you a ring on Thursday.",
        "Hi Lucy, we might need one more spark for the school job in October. Send me their tickets and day rates and I'll see.",
    ),
    ("cv??", "hey, could you have a look at my cv before i send it off? applying for that ferry job. will send it tomorrow after work", "sure, send it over!"),
    ("CV help", "Could you vouch for me with Priya? They are shortlisting this week.", "Sure, I'll let you know what they say by Friday."),
    (
        "parental leave",
        "Thanks for the form. I need to check the holiday bit with payroll and will confirm your start date by the end of the week.",
        "Great, thank you Anna.",
    ),
    (
        "Flat 4, Mill Road",
        "It was nice to meet you at the viewing. The landlord is deciding between the candidates and I'll let you know either way by Wednesday.",
        "Thank you, I would love to have it. References attached.",
    ),
    ("your appraisal", "Dear Sam, I will check with the department head and revert with a date by Monday.", "Thanks, any afternoon suits me."),
    ("freeze my membership", "The manager has to approve anything over eight weeks. I'll ask and get back to you on Thursday.", "Cheers!"),
    ("marathon", "Training starts again after the holidays. Are you in? We decide on the shirts at the end of the month.", "In! Medium, please."),
]


@pytest.mark.parametrize(("subject", "theirs", "answer"), PRIVATE, ids=[subject for subject, *_ in PRIVATE])
def test_friends_and_daily_business_get_no_follow_ups(subject: str, theirs: str, answer: str) -> None:
    said = (first(theirs, subject, FRIEND), mine(answer, FRIEND, subject))
    assert verdict(judged(*said, now="Tue 1 Dec 2026 09:00")).startswith("untracked")


def test_no_friend_of_the_benchmarks_mailbox_is_followed() -> None:
    for number in range(200):
        mails = [read(parse(mail.raw), id=str(place), thread_id="1", now=LATER) for place, mail in enumerate(personal(Random(number), number, LATER))]
        conversation = Conversation("1", (Identity("sam@example.com", "Sam Porter", primary=True),), tuple(mails))
        assert decide(conversation, Settings(timezone="UTC"), LATER + timedelta(days=20)).judgement.standing is Standing.UNTRACKED, mails[-1].words


@pytest.mark.parametrize(
    ("theirs", "answer"),
    [
        ("Hi Sam, I saw on LinkedIn that you are looking for a senior backend developer role. My client is hiring one. Interested?", "Yes, tell me more."),
        (
            "Hi Sam, thanks for applying for the Data Engineer position. Could we talk on Thursday?",
            "I'm meeting two people of your team on Tuesday, so gladly then.",
        ),
        (
            "Hi Sam, my client needs a backend developer for six months at £400 a day, and our margin is 12%. Interested in the role?",
            "Yes, send me their profile and I'll have a look.",
        ),
    ],
)
def test_who_writes_about_the_work_that_the_user_seeks_is_one(theirs: str, answer: str) -> None:
    said = (first(theirs, "Backend developer"), mine(answer, LEE, "Re: Backend developer"))
    assert not verdict(judged(*said, now="Tue 1 Dec 2026 09:00")).startswith("untracked")


def test_who_answers_customers_is_no_recruiter_though_the_matter_is_a_cv() -> None:
    support = Mailbox("Hallie, Inkwell", "support@inkwell.example")
    said = (
        first("Sorry about that! I could reproduce it and have passed it to our engineers. We'll update you within 3 business days.", "PDF export", support),
        mine("I exported my resume and every accent in my name comes out as a question mark. I'm sending it to employers, so this is urgent.", support),
    )
    assert verdict(judged(*said, now="Tue 1 Dec 2026 09:00")).startswith("untracked")
