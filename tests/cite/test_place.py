"""The address of a site: http or https with a host, or refused, by all who take one."""

from contextlib import closing
from pathlib import Path

import pytest

import annotate
from annotate.cite import place
from annotate.errors import BadInput
from tests.conftest import Run

GOOD = {
    "https://corpus.example.org": "https://corpus.example.org",
    " http://127.0.0.1:8001/ ": "http://127.0.0.1:8001",
    "HTTPS://Example.org/deep/er//": "HTTPS://Example.org/deep/er",
    "http://localhost": "http://localhost",
    "http://[::1]:8001": "http://[::1]:8001",
    "https://müller.example": "https://müller.example",
}
BAD = [
    "javascript:alert(1)", "not a url", "", " ", "example.org", "ftp://example.org", "https://",
    "https:///path", "http://:8001", "https://a b.org", "https://a.org/x y", "https://a.org?x=1",
    "https://a.org/#top", "//a.org", "https:a.org", "data:text/html,x", "https://a.org/<b>",
    'https://a.org/"', "https://a.org\nhttps://b.org", "https://a\x00.org", "https://a.org/(1",
    "https://user:word@a.org", "http://...", "file:///etc", "https://a.org\u202e", "https://\ud800",
    "http://a.org:port", "http://a.org:0", "http://a.org:65536", "x" * 9999,
]  # fmt: skip


@pytest.mark.parametrize("said", GOOD)
def test_an_address_has_no_slash_at_its_end(said: str) -> None:
    assert place.address(said) == GOOD[said]


@pytest.mark.parametrize("said", BAD)
def test_what_is_no_address_of_a_site_is_refused(
    run: Run, path: Path, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = "is no address of a site; say one like https://corpus.example.org"
    with pytest.raises(BadInput, match=told) as raised:
        place.address(said)
    assert str(raised.value).encode()
    assert str(raised.value).isprintable()
    with closing(annotate.open(path)) as corpus, pytest.raises(BadInput, match=told):
        corpus.cite("harbour:1", base_url=said)
    done = run("cite", "harbour:1", "--base-url", said)
    assert (done.exit_code, done.stdout, told in done.stderr) == (1, "", True)
    assert len(done.stderr.splitlines()) == 1
    if said.isprintable() and said:
        monkeypatch.setenv("ANNOTATE_BASE_URL", said)
        assert run("cite", "harbour:1").exit_code == 1
        assert run("find", "icebreakers").exit_code == 0
