"""Pairs of articles: what each says of a speaker, and whether it is the same one.

Invented people, and plain public facts of office. None as role: the article states none.
"""

from typing import NamedTuple


class Said(NamedTuple):
    name: str
    role: str | None = None
    kind: str = "person"


class Pair(NamedTuple):
    a: Said
    b: Said
    same: bool
    why: str


def _pairs(same: bool, rows: list[tuple[Said, Said, str]]) -> list[Pair]:
    return [Pair(a, b, same, why) for a, b, why in rows]


SAME_SURNAME = _pairs(
    False,
    [
        (Said("Lee In-young", "Unification Minister"), Said("Lee Soo-hyuck", "ambassador"), "Lee"),
        (Said("Jake Sullivan"), Said("Emily Sullivan"), "given names differ"),
        (
            Said("Kim Jong-un", "leader"),
            Said("Kim Jong-il", "leader"),
            "father and son, one office",
        ),
        (Said("Kim Yo-jong"), Said("Kim Yong-chol"), "begin alike"),
        (Said("Park Geun-hye", "President"), Said("Park Chung-hee", "President"), "one office"),
        (Said("Hill"), Said("Hugh Hill", "a doctor"), "a bare surname is nobody's"),
        (Said("Moreau"), Said("Moreau"), "a bare surname in two articles"),
        (Said("Okafor", "police chief"), Said("Chidi Okafor", "police chief"), "only suggested"),
        (Said("George H. W. Bush", "President"), Said("George W. Bush", "President"), "initials"),
        (Said("Nguyen Van Binh"), Said("Nguyen Van Hung"), "given name last"),
        (Said("Tran Thi Mai"), Said("Tran Thi Lan"), "given name last"),
        (Said("Marta Kovács"), Said("Márton Kovács"), "given names begin alike"),
        (Said("Juan Gómez"), Said("Juan Pérez"), "one given name"),
        (Said("José López Vidal"), Said("José García López"), "López is first and second surname"),
        (Said("Daniel Archer Jr."), Said("Daniel Archer Sr."), "father and son"),
        (Said("William Harte III"), Said("William Harte II"), "generations"),
        (Said("Martin Ashby", "detective"), Said("Marvin Ashby", "detective"), "a letter apart"),
        (Said("Erin Voss", "engineer"), Said("Eric Voss", "engineer"), "a letter apart"),
        (Said("Lee Sang-ho", "lawmaker"), Said("Lee Sung-ho", "lawmaker"), "a vowel apart"),
        (Said("Ahmad al-Rashidi"), Said("Khalid al-Rashidi"), "Arabic surname"),
        (Said("Peter van Dam"), Said("Pieta van Dijk"), "particles do not count"),
        (Said("Wang Min"), Said("Wang Ming"), "a letter apart"),
        (Said("Anna Berg"), Said("Anna Bergman"), "one surname begins the other"),
    ],
)

SAME_NAME = _pairs(
    False,
    [
        (
            Said("John Smith", "a footballer"),
            Said("John Smith", "Minister of Finance"),
            "walks of life",
        ),
        (Said("Mary Cole", "actress"), Said("Mary Cole", "district judge"), "walks of life"),
        (
            Said("Paul Reyes", "a shop owner and resident"),
            Said("Paul Reyes", "General"),
            "walks of life",
        ),
        (
            Said("Ivan Petrov", "Bulgarian foreign minister"),
            Said("Ivan Petrov", "Russian senator"),
            "countries",
        ),
        (Said("Li Wei", "Chinese ambassador"), Said("Li Wei", "Singaporean swimmer"), "countries"),
        (Said("Tom Baker", "mayor of Ashford"), Said("Tom Baker", "mayor of Lindale"), "towns"),
        (Said("Ellen Ward", "a nurse"), Said("Ellen Ward", "a striker"), "walks of life"),
        (
            Said("James Fox", "the suspect"),
            Said("James Fox", "professor of history"),
            "walks of life",
        ),
        (
            Said("Luis Ortega", "a jockey"),
            Said("Luis Ortega", "bishop of Armenteros"),
            "walks of life",
        ),
        (Said("Kim Min-jun", "a singer"), Said("Kim Min-jun", "Defense Minister"), "walks of life"),
        (Said("Alan Grey", "Texas governor"), Said("Alan Grey", "Ohio senator"), "states"),
        (
            Said("Robert Lane", "a student"),
            Said("Robert Lane", "chief executive of Norvik"),
            "walks of life",
        ),
        (Said("John A. Moss", "senator"), Said("John B. Moss", "senator"), "middle initials"),
        (
            Said("Clara Diaz", "a tennis player"),
            Said("Clara Diaz", "attorney general"),
            "walks of life",
        ),
        (
            Said("Hudson Bell", None, "organisation"),
            Said("Hudson Bell", "a teacher"),
            "a body and a person",
        ),
    ],
)

OTHER_SPELLING = _pairs(
    True,
    [
        (Said("Kim Jong Un"), Said("Kim Jong-un"), "hyphen and case"),
        (Said("KIM YO JONG"), Said("Kim Yo-jong"), "capitals"),
        (Said("Jae-in Moon"), Said("Moon Jae-in", "President"), "order"),
        (
            Said("Orbán Viktor", "Hungarian prime minister"),
            Said("Viktor Orban"),
            "order, diacritics",
        ),
        (Said("Szijjártó Péter"), Said("Péter Szijjártó"), "Hungarian order"),
        (Said("Nguyễn Phú Trọng"), Said("Nguyen Phu Trong"), "diacritics"),
        (Said("Xi Jinping", "President"), Said("Jinping Xi", "Chinese President"), "order"),
        (Said("Wendy R. Sherman"), Said("Wendy Sherman"), "middle initial"),
        (Said("J. Robert Aldous"), Said("Robert Aldous"), "first initial"),
        (Said("J.D. Vance"), Said("JD Vance"), "initials"),
        (
            Said("Daniel Oduya Jr.", "county sheriff"),
            Said("Daniel Oduya", "county sheriff"),
            "generation left out",
        ),
        (Said("Pedro Sánchez Castejón"), Said("Pedro Sánchez", "prime minister"), "second surname"),
        (
            Said("Andrés Manuel López Obrador", "President"),
            Said("Andres Manuel Lopez Obrador"),
            "diacritics",
        ),
        (Said("Gabriela Fuentes Rojas"), Said("Gabriela Fuentes"), "second surname"),
        (Said("Muqtada al-Sadr"), Said("Muqtada Sadr"), "article"),
        (Said("Abdel Fattah el-Sisi"), Said("Abdel Fattah al-Sisi", "President"), "article"),
        (
            Said("Mohammed bin Salman", "Saudi crown prince"),
            Said("Mohamed bin Salman", "crown prince of Saudi Arabia"),
            "spelling, one office",
        ),
        (Said("Ursula von der Leyen"), Said("Ursula Von der Leyen"), "particles"),
        (Said("William “Bill” Tanner"), Said("Bill Tanner"), "nickname in quotation marks"),
        (
            Said('Margaret "Peggy" Osei'),
            Said("Peggy Osei", "councilwoman"),
            "nickname in quotation marks",
        ),
        (Said("William “Buzz” Keller"), Said("William Keller"), "nickname left out"),
        (
            Said("Volodymyr Zelensky", "Ukrainian President"),
            Said("Volodymyr Zelenskyy", "President of Ukraine"),
            "transliteration",
        ),
        (
            Said("Muammar Gaddafi", "Libyan leader"),
            Said("Moammar Kadhafi", "Libya's leader"),
            "transliteration",
        ),
        (
            Said("Sergei Shoigu", "defence minister"),
            Said("Sergey Shoygu", "Russian Defense Minister"),
            "transliteration",
        ),
        (Said("Séan O’Malley"), Said("Sean O'Malley"), "apostrophes"),
        (Said("Łukasz Żak"), Said("Lukasz Zak"), "letters with strokes"),
        (Said("Mette Sørensen"), Said("Mette Sorensen"), "letters with strokes"),
        (
            Said("Joe Harmon", "US Senator"),
            Said("Joseph Harmon", "U.S. senator for Delaware"),
            "short form, one role",
        ),
        (Said("Anna-Lena Brandt"), Said("Anna Lena Brandt"), "hyphen"),
        (Said("Dr. Hugh Farrell"), Said("Hugh Farrell", "a doctor"), "title in the name"),
        (Said("John Fitzgerald Amory"), Said("John F. Amory"), "middle name and initial"),
        (
            Said("Hillary Rodham Clinton", "Secretary of State"),
            Said("Hillary Clinton", "Senator"),
            "maiden name within",
        ),
        (
            Said("Ministry of Health", None, "government"),
            Said("The Ministry of Health", None, "government"),
            "article",
        ),
        (
            Said("Doctors Without Borders", None, "organisation"),
            Said("Doctors without Borders", None, "group"),
            "case, kind",
        ),
    ],
)

OTHER_ROLE = _pairs(
    True,
    [
        (
            Said("Antony Blinken", "Deputy Secretary of State"),
            Said("Antony Blinken", "Secretary of State"),
            "promoted",
        ),
        (Said("Joe Biden", "Vice President"), Said("Joe Biden", "US President"), "elected"),
        (
            Said("Barack Obama", "Illinois Senator"),
            Said("Barack Obama", "former president"),
            "elected",
        ),
        (
            Said("Angela Merkel", "Chancellor"),
            Said("Angela Merkel", "former chancellor"),
            "left office",
        ),
        (
            Said("Ban Ki-moon", "South Korean foreign minister"),
            Said("Ban Ki-moon", "UN Secretary-General"),
            "office abroad",
        ),
        (
            Said("Christine Lagarde", "IMF chief"),
            Said("Christine Lagarde", "president of the ECB"),
            "other body",
        ),
        (
            Said("Lloyd Austin", "General"),
            Said("Lloyd Austin", "Defense Secretary"),
            "army to government",
        ),
        (
            Said("Mark Carney", "Governor of the Bank of England"),
            Said("Mark Carney", "Canadian Prime Minister"),
            "bank to government",
        ),
        (
            Said("Janet Yellen", "economist"),
            Said("Janet Yellen", "Treasury Secretary"),
            "science to government",
        ),
        (
            Said("Rishi Sunak", "Chancellor of the Exchequer"),
            Said("Rishi Sunak", "prime minister"),
            "promoted",
        ),
        (
            Said("Nadia Ferri", "a striker"),
            Said("Nadia Ferri", "coach of Torvale"),
            "player to coach",
        ),
        (
            Said("Tomas Brandl", "chief executive of Norvik"),
            Said("Tomas Brandl", "economy minister"),
            "business to government",
        ),
        (
            Said("Ines Duarte", "professor of law"),
            Said("Ines Duarte", "constitutional judge"),
            "university to court",
        ),
        (Said("Peter Lund", "reporter"), Said("Peter Lund", "novelist"), "paper to books"),
        (
            Said("Oksana Hrytsenko", "activist"),
            Said("Oksana Hrytsenko", "member of parliament"),
            "street to parliament",
        ),
        (
            Said("Amara Diallo", "doctor"),
            Said("Amara Diallo", "health minister"),
            "hospital to government",
        ),
        (
            Said("Chung Eui-yong", "national security adviser"),
            Said("Chung Eui-yong", "Foreign Minister"),
            "promoted",
        ),
        (
            Said("Volker Hahn", "police chief"),
            Said("Volker Hahn", "interior minister"),
            "police to government",
        ),
        (Said("Grace Wanjiru"), Said("Grace Wanjiru", "a marathon runner"), "no role at first"),
        (
            Said("Arnold Hauser", "actor"),
            Said("Arnold Hauser", "governor of California"),
            "film to government",
        ),
        (
            Said("Sung Kim", "ambassador to Indonesia"),
            Said("Sung Kim", "US special envoy for North Korea"),
            "envoy",
        ),
    ],
)

PAIRS = [*SAME_SURNAME, *SAME_NAME, *OTHER_SPELLING, *OTHER_ROLE]
