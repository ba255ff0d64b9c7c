"""Bars and heat maps as SVG."""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.charts import page, shapes
from annotate.charts.shapes import Bar, Bars, Heat

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '</text><script>alert("x")</script>&amp;'


def drawn(chart: Bars | Heat) -> ElementTree.Element:
    return ElementTree.fromstring(shapes.text_of(shapes.svg(chart)))


def test_bars_are_as_long_as_their_values() -> None:
    made = drawn(Bars("Tags", [Bar("a", 4, "4"), Bar("b", 1, "1"), Bar("c", 0, "0")]))
    longs = [
        float(bar.attrib["width"])
        for bar in made.iter(f"{SVG}rect")
        if "bar" in bar.get("class", "")
    ]
    assert longs == [360, 90, 0]


def test_a_heat_map_has_a_title_for_each_cell_and_the_most_is_strongest() -> None:
    cells = {(0, 0): (7, "a in x: 7"), (1, 1): (1, "b in y: 1")}
    made = drawn(Heat("Tags", ["a", "b"], ["x", "y"], cells))
    found = [
        (group.get("class"), group.findtext(f"{SVG}title"), group.findtext(f"{SVG}text"))
        for group in made.iter(f"{SVG}g")
    ]
    assert found == [("step7", "a in x: 7", "7"), ("step1", "b in y: 1", "1")]


@pytest.mark.parametrize(
    "chart",
    [
        Bars(HOSTILE, [Bar(HOSTILE, 1, HOSTILE)]),
        Heat(HOSTILE, [HOSTILE], [HOSTILE], {(0, 0): (1, HOSTILE)}),
        Bars("none", []),
        Heat("none", [], [], {}),
    ],
    ids=["bars", "heat", "no bars", "no heat"],
)
def test_a_picture_is_an_image_with_a_name_and_no_style_or_script(chart: Bars | Heat) -> None:
    made = drawn(chart)
    assert made.attrib["role"] == "img"
    assert made.findtext(f"{SVG}title") == chart.title
    assert made.find(f"{SVG}title[@id='{made.attrib['aria-labelledby']}']") is not None
    assert {each.tag.removeprefix(SVG) for each in made.iter()} <= {
        "svg", "title", "style", "rect", "text", "g",
    }  # fmt: skip
    assert not [each for each in made.iter() if "style" in each.attrib]
    told = page.html(chart, [HOSTILE], [{"tag": HOSTILE}], ["tag"])
    assert "<script" not in told
    assert "http://" not in told.replace("http://www.w3.org/2000/svg", "")


@given(st.text())
def test_whatever_a_name_is_the_picture_is_xml(name: str) -> None:
    drawn(Bars(name, [Bar(name, 1, name)]))
    drawn(Heat(name, [name], [name], {(0, 0): (1, name)}))


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(part * w for part, w in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


def contrast(one: str, other: str) -> float:
    low, high = sorted(map(luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_number_can_be_read_on_its_colour(scheme: str) -> None:
    rules = shapes.css().split("@media (prefers-color-scheme: dark)")[scheme == "dark"]
    fills = dict(re.findall(r"([.\w ]+?) \{[^}]*?fill: (#\w{6})", rules.replace("\n", " ").strip()))
    fills = {name.strip(): colour for name, colour in fills.items()}
    steps = range(1, shapes.STEPS + 1)
    pairs = [(fills[f".step{n} rect"], fills[f".chart .step{n} text"]) for n in steps]
    pairs.append((fills[".ground"], fills[".chart text"]))
    assert [pair for pair in pairs if contrast(*pair) < 4.5] == []
    assert contrast(fills[".ground"], fills[".bar"]) >= 3
    order = [luminance(fills[f".step{n} rect"]) for n in steps]
    assert order == sorted(order, reverse=scheme == "light")
