"""A corpus with more in its margins than stands beside them, in several scripts."""

from collections.abc import Callable
from pathlib import Path

from annotate.corpus import articles, notes, tags
from annotate.corpus.database import Command, open_write
from annotate.text.key import key
from tests.web.conftest import draft

__all__ = ["ARABIC", "CHINESE", "build"]

SENTENCE = "On day {0} the pilots counted {0} boats in the outer harbour before the fog came in."
ADDRESS = "/read/the-crowded-quay"
CROWDED = [
    ("title", "The crowded quay"),
    ("body", "The quay was full of people, carts and crates from the early morning on."),
    ("body", "The harbour office wrote down who came, and who left, and with what."),
    ("heading", "Day by day"),
    *(("body", SENTENCE.format(day)) for day in range(3, 33)),
    ("list_item", "One rope"),
    ("list_item", "Two lamps"),
    ("body", "Nothing stands beside this one."),
    ("boilerplate", "All rights reserved"),
]
LONG_NOTE = "The office kept its books with care, and this note says so at length. " * 38
WIDE_NOTE = f"| a | b |\n|---|---|\n| {'w' * 150} | {'z' * 90} |\n\nhttps://a.example/{'q' * 200}"
CODE = "```\n" + "a line of code that is far too long for a margin of any width = 1\n" * 3 + "```"

ARABIC = [
    ("title", "معركة الموصل"),
    ("byline", "بقلم أحمد علي"),
    (
        "body",
        "قال المتحدث باسم الجيش إن القوات دخلت المدينة في الصباح، وإن السكان خرجوا لاستقبالها.",
    ),
    ("body", "BBC نقلت عن شهود عيان أن ثلاثة جسور قد دُمرت، وأن الناس يعبرون النهر بالقوارب."),
    ("body", "A sentence in English stands between them, as reports often have it."),
    ("heading", "ما بعد المعركة"),
    ("quote", "لن نعود إلى الوراء."),
    ("list_item", "الماء"),
    ("list_item", "الكهرباء"),
]
CHINESE = [
    ("title", "渡船的最后一天"),
    ("byline", "记者 李明"),
    (
        "body",
        "渡船在黎明时分离开了码头，没有人挥手告别。港务长两次清点了乘客的人数，每次结果都不一样。",
    ),
    ("body", "到了中午，雾散了，人们才发现灯塔已经熄灭。"),
]


def build(path: Path) -> None:
    """The corpus, in a file that is not there yet."""
    db = open_write(path, create=True, durable=False)

    def command() -> Command:
        return Command(db, coder="ada", words="test")

    def add(paragraphs: list[tuple[str, str]], name: str, **metadata: str) -> None:
        made, data = draft(*paragraphs, title=paragraphs[0][1], **metadata)
        articles.add(command(), made, data, source=name)

    add(CROWDED, "crowded.txt", language="en", published="2024-02-03")
    about = {"byline": "أحمد علي", "site": "صحيفة الموصل", "published": "2016-11-02"}
    add(ARABIC, "arabic.txt", language="ar", url="https://news.example/ar", **about)
    add(CHINESE, "chinese.txt", language="zh", byline="李明", site="港口日报")
    _annotate(command)
    db.close()


def _annotate(command: Callable[[], Command]) -> None:
    names = tuple(f"root-{n:02}/tag-{n}" for n in range(15))
    tags.add(command(), [tags.Request("the-crowded-quay:1", names)])
    notes.add(command(), "the-crowded-quay:2", LONG_NOTE)
    for number in range(3, 33):
        ref = f"the-crowded-quay:{number}"
        asked = [
            tags.Request(ref, ("time/day", "actor/pilots")),
            tags.Request(ref, ("actor/pilots",), quote="pilots"),
            tags.Request(ref, ("place",), quote="outer harbour"),
        ]
        tags.add(command(), asked)
        notes.add(command(), ref, "Nobody knows who counted. " * 4)
    tags.add(command(), [tags.Request("the-crowded-quay:33", ("object/rope",))])
    heading = key("Day by day")
    tags.add(command(), [tags.Request(heading, ("time/day", "part"))])
    tags.add(command(), [tags.Request("the-crowded-quay:34", ("x" * 120, f"a/{'y' * 100}"))])
    notes.add(command(), "the-crowded-quay:34", WIDE_NOTE)
    notes.add(command(), "the-crowded-quay", f"On the whole article.\n\n{CODE}")
    arabic = "معركة-الموصل"
    tags.add(command(), [tags.Request(f"{arabic}:1", ("actor/army",), quote="القوات")])
    tags.add(command(), [tags.Request(f"{arabic}:2", ("ممثل/صحافة", "source/bbc"))])
    notes.add(command(), f"{arabic}:1", "Who speaks for the army here?")
    notes.add(command(), f"{arabic}:2", "من هم الشهود؟")
    tags.add(command(), [tags.Request("渡船的最后一天:1", ("actor/master",), quote="港务长")])
    notes.add(command(), "渡船的最后一天:1", "清点了几次？" * 120)
