"""What happens in Alex's eight weeks? Fourteen threads: ten with recruiters, one with a colleague of theirs, and three that only look like it."""

from __future__ import annotations

from replydue.core.model import Reason, Standing
from replydue.demo.cast import (
    BRAD,
    DANA,
    HELEN,
    HIREFAST,
    INGRID,
    JOBS_ADDRESS,
    JONAS,
    JUERGEN,
    KENJI,
    MAYA,
    PRIYA,
    RUTH,
    SAM,
    TOMAS,
    WEEKLY,
)  # fmt: skip
from replydue.demo.story import Ending, Hand, Machine, Plot, alex, hand, machine, on, writes

THE_END = on(9, "mon", "08:00")

# A promise is missed, an interview follows, its answer is late too, and then an offer comes in time.
NORTHWIND = Plot("northwind", DANA, "Data Engineer at Northwind", Ending(Standing.YOUR_TURN, sent=2), (
    writes(DANA, on(1, "tue", "10:12"), """
        Hi Alex,

        Thank you for applying for the Data Engineer role. I have passed your CV on to the team.
        You should hear from us by Friday."""),
    alex(on(1, "tue", "11:30"), """
        Hi Dana,

        Thank you, I am looking forward to it!"""),
    hand(on(2, "tue", "09:40"), Hand.SEND),
    writes(DANA, on(2, "wed", "14:05"), """
        Hi Alex,

        Sorry for the wait, and thank you for the nudge! The team would like to meet you.
        Would Tuesday the 22nd at 3 pm work for a video interview?"""),
    alex(on(2, "wed", "15:20"), """
        Hi Dana,

        Yes, Tuesday at 3 pm works well for me."""),
    writes(DANA, on(2, "thu", "09:15"), """
        Hi Alex,

        Great, your interview is confirmed. The invitation is attached.""", meeting=on(3, "tue", "15:00")),
    hand(on(4, "thu", "10:10"), Hand.EDIT, """
        Hi Dana,

        I enjoyed the conversation with you and the team very much. Is there any news on the next steps, and on the timing?

        Best,
        Alex"""),
    hand(on(4, "thu", "10:15"), Hand.SEND),
    writes(DANA, on(4, "fri", "16:30"), """
        Hi Alex,

        The team enjoyed it too. We are still talking to other candidates and will make a decision in two weeks."""),
    writes(DANA, on(7, "mon", "11:00"), """
        Hi Alex,

        I am delighted to offer you the position! The offer letter is attached.
        Could you let me know by October 30 whether you accept?"""),
))  # fmt: skip

# Three follow-ups, as the cadence has them: an e-mail, a call, a last e-mail. Then the thread is left in peace.
BALTIC = Plot("baltic", TOMAS, "Backend Developer, Baltic Freight", Ending(Standing.WAITING, sent=2), (
    writes(TOMAS, on(1, "wed", "09:05"), """
        Hello Alex,

        Thanks for your application for the Backend Developer position.
        We are reviewing it and will get back to you in two weeks.""", to=JOBS_ADDRESS),
    alex(on(1, "wed", "12:40"), """
        Hello Tomás,

        Thank you for letting me know."""),
    hand(on(3, "fri", "09:20"), Hand.APPROVE),
    hand(on(6, "thu", "11:10"), Hand.CALLED),
    hand(on(8, "fri", "09:30"), Hand.SEND),
))  # fmt: skip

# Away until the 28th: the wait moves. A draft stands at last, and then a colleague answers from an address of his own: the draft goes.
HARBOUR = Plot("harbour", PRIYA, "Platform Engineer with a client of ours", Ending(Standing.WAITING), (
    writes(PRIYA, on(2, "mon", "16:45"), """
        Hi Alex,

        I have put your profile forward for the Platform Engineer role. I will come back to you by Friday."""),
    alex(on(2, "wed", "08:50"), """
        Hi Priya,

        Thank you, that is great to hear."""),
    machine(on(2, "wed", "08:51"), Machine.OUT_OF_OFFICE, """
        I am out of the office until Monday, September 28, with limited access to email. I will reply when I am back."""),
))  # fmt: skip

COLLEAGUE = Plot("colleague", JONAS, "An update from Harbour Talent", Ending(Standing.WAITING), (
    writes(JONAS, on(4, "fri", "11:20"), """
        Hi Alex,

        I am covering for Priya, who told me about you. The client is still reviewing your application.
        We will get back to you by the end of November."""),
))  # fmt: skip

LUMEN = Plot("lumen", KENJI, "Machine Learning Engineer", Ending(Standing.CLOSED, Reason.REJECTED), (
    writes(KENJI, on(1, "thu", "13:00"), """
        Hi Alex,

        I am the recruiter for our Machine Learning Engineer opening. Could you send me your portfolio?"""),
    alex(on(1, "fri", "09:00"), """
        Hi Kenji,

        Here it is: https://morgan.example/work. I am very interested."""),
    writes(KENJI, on(2, "thu", "17:10"), """
        Hi Alex,

        Thank you for your time. Unfortunately, we have decided to move forward with other candidates for this role."""),
    alex(on(2, "fri", "08:30"), """
        Hi Kenji,

        Thank you for telling me, and all the best."""),
))  # fmt: skip

# Silence means no: when the day has passed, the thread is closed, and nobody is nagged.
COPPER = Plot("copper", HELEN, "Your application: Analytics Engineer", Ending(Standing.CLOSED, Reason.SILENCE_MEANS_NO), (
    writes(HELEN, on(1, "fri", "10:30"), """
        Dear Alex,

        Thank you for your application for the Analytics Engineer position. We will review it with care.
        If you do not hear from us by September 25, please consider your application unsuccessful."""),
    alex(on(1, "fri", "12:00"), """
        Dear Helen,

        Thank you, I understand."""),
))  # fmt: skip

FJORD = Plot("fjord", INGRID, "Site Reliability Engineer, Fjord Systems", Ending(Standing.ON_HOLD), (
    writes(INGRID, on(1, "thu", "15:00"), """
        Hi Alex,

        Thank you for your interest in our Site Reliability Engineer role. We will be in touch by Friday next week."""),
    alex(on(1, "thu", "16:00"), """
        Hi Ingrid,

        Thank you, that suits me well."""),
    writes(INGRID, on(2, "tue", "10:00"), """
        Hi Alex,

        A short note: the role is on hold until January."""),
))  # fmt: skip

OLD_MILL = Plot("oldmill", RUTH, "Database Administrator", Ending(Standing.CLOSED, Reason.UNDELIVERABLE), (
    writes(RUTH, on(2, "wed", "10:00"), """
        Hi Alex,

        I am hiring for a Database Administrator role at Old Mill. Could you tell me your notice period?"""),
    alex(on(2, "thu", "09:00"), """
        Hi Ruth,

        It is four weeks. I would be glad to talk about the role."""),
    machine(on(2, "thu", "09:01"), Machine.BOUNCE),
))  # fmt: skip

# A German thread gets a German draft. Alex deletes it: this step is skipped, and a call comes next.
RHEIN = Plot("rhein", JUERGEN, "Ihre Bewerbung als Softwareentwickler", Ending(Standing.OVERDUE, label="Call"), (
    writes(JUERGEN, on(2, "mon", "09:30"), """
        Guten Tag Alex Morgan,

        vielen Dank für Ihre Bewerbung als Softwareentwickler. Wir prüfen Ihre Unterlagen derzeit und melden uns bei Ihnen."""),
    alex(on(2, "mon", "11:00"), """
        Guten Tag Herr Falk,

        vielen Dank für die Rückmeldung. Ich freue mich auf Ihre Nachricht."""),
    hand(on(4, "fri", "10:00"), Hand.DISCARD),
))  # fmt: skip

# The display name hides a line break and a second recipient. The draft must know nothing of it.
QUARRY = Plot("quarry", SAM, "Infrastructure Engineer", Ending(Standing.CLOSED, Reason.ROLE_CLOSED, sent=1), (
    writes(SAM, on(3, "tue", "10:40"), """
        Hi Alex,

        Thank you for your interest in the Infrastructure Engineer role. We will let you know by Tuesday.""", hostile_name=True),
    alex(on(3, "tue", "11:00"), """
        Hi Sam,

        Thank you, I am looking forward to it."""),
    hand(on(4, "thu", "09:25"), Hand.APPROVE),
    writes(SAM, on(6, "wed", "15:00"), """
        Hi Alex,

        Thank you for your patience. I am sorry to say that the position has been filled."""),
))  # fmt: skip

# Broken MIME is read all the same. Alex starts to rewrite the draft; from then on it is Alex's, whatever comes.
CEDAR = Plot("cedar", MAYA, "Health Data Engineer", Ending(Standing.CLOSED, Reason.WITHDRAWN, draft=True), (
    writes(MAYA, on(3, "wed", "09:50"), """
        Hi Alex,

        Thank you for your application for the Health Data Engineer role.
        We should have an answer for you by the end of next week.""", broken=True),
    alex(on(3, "wed", "10:30"), """
        Hi Maya,

        Thank you, I look forward to it."""),
    hand(on(5, "tue", "10:00"), Hand.EDIT, """
        Hi Maya,

        I hope you are well. I have a question about the team that I would like to ask before"""),
    writes(MAYA, on(5, "wed", "13:00"), """
        Hi Alex,

        We are still reviewing, and I will update you by the end of October."""),
    alex(on(8, "tue", "09:15"), """
        Hi Maya,

        Thank you for everything. I would like to withdraw my application, as I have accepted another offer."""),
))  # fmt: skip

STRANGER = Plot("stranger", BRAD, "Rockstar opportunity", Ending(Standing.UNTRACKED, Reason.NEVER_ENGAGED), (
    writes(BRAD, on(2, "fri", "07:30"), """
        Hi there,

        I came across your profile and have an exciting opportunity for you. When can you talk?"""),
))  # fmt: skip

SALES = Plot("sales", HIREFAST, "Hire top engineers in days", Ending(Standing.UNTRACKED, Reason.NOT_RECRUITING), (
    writes(HIREFAST, on(3, "mon", "08:00"), """
        Hi Alex,

        Our recruiting platform helps employers like you hire top engineers in days.
        Book a demo this week and get 20% off your first job post."""),
))  # fmt: skip

NEWS = Plot("news", WEEKLY, "12 new jobs for you, and how to follow up", Ending(Standing.UNTRACKED, Reason.NOT_RECRUITING), (
    machine(on(1, "thu", "06:00"), Machine.NEWSLETTER, """
        Recruiters will get back to you by Friday if you use these five templates. Apply now."""),
    machine(on(5, "thu", "06:00"), Machine.WRECKAGE),
))  # fmt: skip

PLOTS = (NORTHWIND, BALTIC, HARBOUR, COLLEAGUE, LUMEN, COPPER, FJORD, OLD_MILL, RHEIN, QUARRY, CEDAR, STRANGER, SALES, NEWS)
