"""Who plays? One person who looks for a job, and all who write to them."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("America/New_York")


@dataclass(frozen=True)
class Person:
    """Somebody who writes mail. `closing` stands at the foot of each of their mails; `zone` is that of their clock."""

    name: str
    address: str
    company: str = ""
    closing: str = ""

    @property
    def first_name(self) -> str:
        """What the story calls them."""
        return self.name.split()[0]


ME = Person("Alex Morgan", "alex@morgan.example", closing="Best,\nAlex")
JOBS_ADDRESS = "jobs@morgan.example"  # a further address of Alex's, which some recruiters write to

DANA = Person(
    "Dana Whitfield", "dana.whitfield@northwind.example", "Northwind", "Best,\nDana\n\n-- \nDana Whitfield\nTalent Partner, Northwind\n+1 212 555 0147"
)
TOMAS = Person("Tomás Rivera", "tomas@balticfreight.example", "Baltic Freight",
               "Kind regards,\nTomás\n\n-- \nTomás Rivera | Recruiter\nBaltic Freight\nPhone: +1 (617) 555-0182")  # fmt: skip
PRIYA = Person("Priya Nair", "priya.nair@harbourtalent.example", "Harbour Talent", "Thanks,\nPriya\n\n-- \nPriya Nair\nHarbour Talent, Executive Search")
JONAS = Person("Jonas Berg", "jonas.berg@harbourtalent.example", "Harbour Talent", "Thanks,\nJonas\n\n-- \nJonas Berg\nHarbour Talent, Executive Search")
KENJI = Person("Kenji Tanaka", "kenji@lumenlabs.example", "Lumen Labs", "Cheers,\nKenji")
HELEN = Person("Helen Shaw", "helen.shaw@copperandco.example", "Copper & Co", "Kind regards,\nHelen Shaw\nPeople Team")
INGRID = Person("Ingrid Solberg", "ingrid@fjordsystems.example", "Fjord Systems", "All the best,\nIngrid")
RUTH = Person("Ruth Castle", "ruth.castle@oldmill.example", "Old Mill", "Regards,\nRuth")
JUERGEN = Person(
    "Jürgen Falk",
    "j.falk@rheinwerke.example",
    "Rheinwerke",
    "Mit freundlichen Grüßen\nJürgen Falk\n\n-- \nJürgen Falk\nPersonalabteilung\nTel. +49 221 5550 123",
)
SAM = Person("Sam Okafor", "sam@quarry.example", "Quarry", "Best,\nSam")
MAYA = Person("Maya Cohen", "maya.cohen@cedarhealth.example", "Cedar Health", "Warm regards,\nMaya")

BRAD = Person("Brad Stone", "brad@rapidhire.example", "RapidHire", "Brad")
HIREFAST = Person("HireFast", "team@hirefast.example", "HireFast", "The HireFast team")
WEEKLY = Person("Career Weekly", "news@careerweekly.example", "Career Weekly", "You get this because you subscribed. Unsubscribe at any time.")
