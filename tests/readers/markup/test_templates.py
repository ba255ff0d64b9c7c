"""Template code of Hugo and Jekyll is no text of what they make."""

import time

import pytest

from annotate.readers import html, markdown
from annotate.readers.markup import templates
from tests.readers.documents import check, texts

HEAD = "---\ntitle: T\n---\n"
CASES = {
    "a shortcode": ('One.\n\n{{< youtube "a1" >}}\n\nTwo.', ["One.", "Two."]),
    "a shortcode around text": ("{{% notice note %}}\nOne.\n{{% /notice %}}", ["One."]),
    "a shortcode that ends itself": ("One {{< icon x />}}two.", ["One two."]),
    "a figure has its caption": (
        'One.\n\n{{< figure src="a.jpg" caption="The quay at dusk" >}}\n\nTwo.',
        ["One.", "The quay at dusk", "Two."],
    ),
    "a link made by one": ('See [the post]({{< ref "a.md" >}}).', ["See the post."]),
    "a link made by Liquid": ("See [it]({{ site.url }}{% post_url 2016-10-20-a %}).", ["See it."]),
    "a tag on its line": ("One.\n\n{% include a.html x='y' %}\n\nTwo.", ["One.", "Two."]),
    "a tag around text": ("{% if page.x %}One.{% endif %}", ["One."]),
    "what is put in": ("One {{ page.title | upcase }}two.", ["One two."]),
    "a comment, over paragraphs": (
        "One.\n\n{% comment %}\nno\n\nno\n{% endcomment %}\n\nTwo.", ["One.", "Two."],
    ),
    "an address that is put in": (
        '![The quay]({{ "/a.jpg" | relative_url }}) and [it]({{site.url}}/b).',
        ["and it.", "The quay"],
    ),
    "a variable, where others are": ("{% assign a = 1 %}One {{ a }}two.", ["One two."]),
    "a picture that is included": (
        'One.\n\n{% include figure.html src="a.jpg" caption="The quay" %}\n\nTwo.',
        ["One.", "The quay", "Two."],
    ),
    "what is shown as it is": ("{% raw %}{{ page.x }} {% y %}{% endraw %} One.",
        ["{{ page.x }} {% y %} One."]),
    "code in a line": ("Write `{{ site.x }}` or `{{< a >}}`.",
        ["Write {{ site.x }} or {{< a >}}."]),
    "code in a block": ("One.\n\n```\n{{< a >}}\n{% b %}\n```", ["One.", "{{< a >}}\n{% b %}"]),
    "code in a block of Jekyll": (
        "{% highlight ruby %}\nputs 1\n\nputs {{ x.y | z }}\n{% endhighlight %}",
        ["puts 1\n\nputs {{ x.y | z }}"],
    ),
    "a shortcode that is shown": ("Write {{</* a */>}}.", ["Write {{</* a */>}}."]),
    "attributes of kramdown and Goldmark": (
        "## One {#one}\n\nTwo.\n{: .lead}\n\n### Three {#t}", ["One", "Two.", "Three"],
    ),
    "braces of other kinds": ("A set {a, b}, {{name}} and 100 %} of {it.",
        ["A set {a, b}, {{name}} and 100 %} of {it."]),
    "one that is not closed": ("One {{< a\n\n{% b\n\nTwo.", ["One {{< a", "{% b", "Two."]),
}  # fmt: skip


@pytest.mark.parametrize(("written", "shown"), CASES.values(), ids=CASES)
def test_what_a_blog_shows(written: str, shown: list[str]) -> None:
    draft = markdown.read((HEAD + written).encode())
    check(draft)
    assert texts(draft) == shown


def test_without_front_matter_only_what_is_surely_one_goes() -> None:
    text = "{{ page.x }} and {% y %} stay.\n\n{% hint %}\nOne.\n{% endhint %}\n\n{{< a >}}"
    assert texts(markdown.read(text.encode())) == ["{{ page.x }} and {% y %} stay.", "One."]


@pytest.mark.parametrize("written", [written for written, _ in CASES.values()])
def test_lines_stay_where_they_are(written: str) -> None:
    shown = templates.without(written, has_head=True)
    assert shown.count("\n") == written.count("\n")


def test_a_page_with_front_matter_is_read_without_it() -> None:
    head = "---\ntitle: T\nauthor: Ida Holm\n---\n"
    page = "<p>One {{ page.x }}two.</p>{% if a %}<p>b</p>{% endif %}"
    draft = html.read((head + page).encode())
    assert (texts(draft), draft.metadata.title) == (["One two.", "b"], "T")
    assert draft.metadata.byline == "Ida Holm"


HOSTILE = ["{{<", "{{< a ", "{% a ", "{{ page.", "`", "```\n", "{:", "{{ a.b | ", "{% raw %}{% "]


@pytest.mark.parametrize("sign", HOSTILE)
def test_no_text_takes_long(sign: str) -> None:
    begun = time.process_time()
    templates.without(sign * (1_000_000 // len(sign)), has_head=True)
    assert time.process_time() - begun < 3
