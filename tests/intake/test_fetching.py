"""Fetching a page, from a real server on this machine."""

import gzip
import re
import socket
import ssl
import struct
import subprocess
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from annotate.errors import UnreadableSource
from annotate.intake import fetching
from annotate.intake.fetching import Fetched

PAGE = "<!doctype html><p>Café.".encode()

_LONG = PAGE * 200
_RAW = zlib.compressobj(wbits=-15)
PACKED = {
    "gzip": gzip.compress(_LONG),
    "x-gzip": gzip.compress(_LONG),
    "deflate": zlib.compress(_LONG),
    "Deflate": _RAW.compress(_LONG) + _RAW.flush(),
}


class Handler(BaseHTTPRequestHandler):
    """A host that is good, slow or hostile, by the path."""

    protocol_version = "HTTP/1.1"
    seen: list[tuple[str, dict[str, str]]]

    def log_message(self, *arguments: object) -> None:
        pass

    def do_GET(self) -> None:
        self.seen.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
        self.close_connection = True
        name = self.path.split("?")[0].strip("/").partition("/")[0] or "page"
        with suppress(OSError):  # when they hang up
            getattr(self, f"do_{name}", self.do_missing)()

    def answer(self, data: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for key, value in ({"Content-Length": str(len(data))} | headers).items():
            self.send_header(key.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)

    def do_page(self) -> None:
        self.answer(PAGE, Content_Type="Text/HTML; charset=UTF-8")

    def do_bare(self) -> None:
        self.answer(PAGE)

    def do_missing(self) -> None:
        self.answer(b"no", 404)

    def do_teapot(self) -> None:
        self.answer(b"no", 599)

    def do_empty(self) -> None:
        self.answer(b"", 204)

    def do_gzip(self) -> None:
        self.answer(gzip.compress(PAGE), Content_Encoding="gzip")

    def do_bomb(self) -> None:
        self.answer(gzip.compress(b"\0" * 200_000_000, 1), Content_Encoding="gzip")

    def do_cut(self) -> None:
        """The beginning of a packed page, and no word of how long it is."""
        form, _, share = self.path.strip("/").split("/")[1].rpartition("-")
        packed = PACKED[form]
        self.send_response(200)
        self.send_header("Content-Encoding", form)
        self.end_headers()
        self.wfile.write(packed[: int(len(packed) * float(share))])

    def do_chunks(self) -> None:
        """The first of several chunks."""
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self.wfile.write(b"%x\r\n%s\r\n" % (len(PAGE), PAGE))

    def do_reset(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(PAGE)
        self.wfile.flush()
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()

    def do_members(self) -> None:
        self.answer(gzip.compress(PAGE[:9]) + gzip.compress(PAGE[9:]), Content_Encoding="gzip")

    def do_nogzip(self) -> None:
        self.answer(PAGE, Content_Encoding="gzip")

    def do_zstd(self) -> None:
        self.answer(PAGE, Content_Encoding="zstd")

    def do_short(self) -> None:
        self.answer(PAGE, Content_Length="1000")

    def do_badlength(self) -> None:
        self.answer(PAGE, Content_Length="-5x")

    def do_to(self) -> None:
        self.answer(b"", 302, Location=self.path.partition("?")[2])

    def do_nowhere(self) -> None:
        self.answer(b"", 302)

    def do_garbage(self) -> None:
        self.wfile.write(b"\0\1\2 what?\r\n\r\n")

    def do_headers(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 1000 + b"\r\n")

    def do_endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        while True:
            self.wfile.write(b"a" * 100_000)

    def do_drip(self) -> None:
        self.send_response(200)
        self.end_headers()
        while True:
            self.wfile.write(b"a")
            time.sleep(0.1)

    def do_dripheaders(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
        while True:
            self.wfile.write(b"a")
            time.sleep(0.1)

    def do_silent(self) -> None:
        time.sleep(3)


@pytest.fixture
def server() -> Iterator[ThreadingHTTPServer]:
    Handler.seen = []
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        server.block_on_close = False
        threading.Thread(target=server.serve_forever, args=[0.02], daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def here(server: ThreadingHTTPServer) -> str:
    return f"http://127.0.0.1:{server.server_address[1]}"


def fetch(url: str, *, limit: int = 1_000_000, timeout: float = 5) -> Fetched:
    return fetching.fetch(url, limit=limit, timeout=timeout, allow_private=True)


def refusal(url: str, *, allow_private: bool = True, timeout: float = 5) -> str:
    with pytest.raises(UnreadableSource) as caught:
        fetching.fetch(url, limit=1_000_000, timeout=timeout, allow_private=allow_private)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_page_is_fetched_with_one_request(here: str) -> None:
    found = fetch(f"{here}/page?a=ü#part")
    assert found.url == f"{here}/page?a=%C3%BC"
    assert (found.data, found.media_type, found.charset) == (PAGE, "text/html", "utf-8")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", found.captured)
    ((path, headers),) = Handler.seen
    assert path == "/page?a=%C3%BC"
    assert headers["host"] == here.removeprefix("http://")
    assert re.fullmatch(r"annotate-corpus/[\d.]+", headers["user-agent"])


def test_what_a_host_does_not_say_is_none(here: str) -> None:
    found = fetch(f"{here}/bare")
    assert (found.media_type, found.charset) == (None, None)


def test_a_packed_page_is_unpacked(here: str) -> None:
    assert fetch(f"{here}/gzip").data == PAGE


def test_redirects_are_followed(here: str) -> None:
    assert fetch(f"{here}/to?/to?/page").url == f"{here}/page"
    assert fetch(f"{here}/to?{here}/page").data == PAGE


BAD = [
    ("/missing", "answers 404 Not Found"),
    ("/teapot", "answers 599"),
    ("/empty", "answers 204 No Content"),
    ("/nowhere", "answers 302 Found"),
    ("/bomb", "is larger than 1 MB; --max-size MB takes larger ones"),
    ("/endless", "is larger than 1 MB; --max-size MB takes larger ones"),
    ("/nogzip", "cannot be fetched: it is not packed as gzip"),
    ("/chunks", "cannot be fetched: "),
    ("/reset", "cannot be fetched: "),
    ("/zstd", "answers with what was not asked for, packed as 'zstd'"),
    ("/short", "cannot be fetched: "),
    ("/garbage", "cannot be fetched: "),
    ("/headers", "cannot be fetched: "),
    ("/to?/to?/to?/to?/to?/to?/page", "leads from one address to another more than 5 times"),
    ("/to?file:///etc/passwd", "leads to a file: address; only http and https are fetched"),
    ("/to?ftp://e.org/", "leads to a ftp: address; only http and https are fetched"),
    ("/to?http://u:p@e.org/", "has a name or password in it; fetch it with another program"),
    ("/to?http://[::1", "is no address that can be read"),
]


@pytest.mark.parametrize(("path", "reason"), BAD, ids=[path[:20] for path, _ in BAD])
def test_a_page_that_cannot_be_had_is_told_in_a_line(here: str, path: str, reason: str) -> None:
    assert refusal(here + path).startswith(reason)


@pytest.mark.parametrize("path", ["/drip", "/dripheaders", "/silent"])
def test_a_slow_host_is_left(here: str, path: str) -> None:
    started = time.monotonic()
    assert refusal(here + path, timeout=1) == "cannot be fetched: it takes too long"
    assert time.monotonic() - started < 8


PRIVATE = [
    "127.0.0.1", "localhost", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254",
    "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255", "2130706433", "0x7f.1", "127.1",
    "[::1]", "[::]", "[fe80::1]", "[fc00::1]", "[ff02::1]", "[::ffff:127.0.0.1]",
    "[2002:7f00:1::]", "[64:ff9b::127.0.0.1]", "[64:ff9b::a00:1]",
]  # fmt: skip


@pytest.mark.parametrize("host", PRIVATE)
def test_no_private_address_is_fetched(host: str) -> None:
    reason = refusal(f"http://{host}:9/", allow_private=False)
    assert "inside this machine's own network; --allow-private fetches" in reason


def test_no_redirect_leads_into_the_private_network(
    here: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "_is_public", lambda address: not address.startswith("10."))
    assert "own network" in refusal(f"{here}/to?http://10.0.0.1/", allow_private=False)
    assert fetching.fetch(f"{here}/to?/page", limit=1000).data == PAGE


def test_a_name_is_looked_up_once_and_that_address_connected_to(
    here: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    real = socket.getaddrinfo

    def look_up(host: str, *arguments: object, **more: object) -> object:
        if host == "news.example":
            asked.append(host)
            host = "127.0.0.1"
        return real(host, *arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    url = here.replace("127.0.0.1", "news.example")
    assert fetch(f"{url}/page").url == f"{url}/page"
    assert asked == ["news.example"]
    assert Handler.seen[0][1]["host"] == url.removeprefix("http://")


def test_a_name_with_one_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    both = [(0, 0, 0, "", ("93.184.216.34", 80)), (0, 0, 0, "", ("10.0.0.1", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: both)
    assert "own network" in refusal("http://news.example/", allow_private=False)


ADDRESSES = [
    ("file:///etc/passwd", "leads to a file: address"),
    ("news.example/a", "leads to a : address"),
    ("http://", "names no host"),
    ("http://u@e.org/", "has a name or password"),
    ("http://e.org:99999/", "is no address"),
    ("http://①②⑦.0.0.1/", "is no address"),
    ("http://bücher..example/", "cannot be fetched: no host is called xn--bcher-kva..example"),
    ("http://nosuch.invalid/", "cannot be fetched: no host is called nosuch.invalid"),
    ("http://" + "a" * 300 + ".example/", "cannot be fetched: no host is called"),
]


@pytest.mark.parametrize(("url", "reason"), ADDRESSES, ids=[url[:20] for url, _ in ADDRESSES])
def test_what_is_no_address_is_refused(url: str, reason: str) -> None:
    assert refusal(url).startswith(reason)


def test_where_nobody_listens() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert refusal(f"http://127.0.0.1:{port}/").startswith("cannot be fetched: ")


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    path = tmp_path / "both.pem"
    made = subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
         "-nodes", "-days", "2", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=DNS:localhost",
         "-keyout", str(path), "-out", str(tmp_path / "only.pem")],
        capture_output=True, check=False,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    path.write_bytes(path.read_bytes() + (tmp_path / "only.pem").read_bytes())
    return path


@pytest.fixture
def secure(server: ThreadingHTTPServer, certificate: Path) -> str:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    return f"https://localhost:{server.server_address[1]}"


def test_a_certificate_that_nobody_vouches_for_is_refused(secure: str) -> None:
    assert refusal(f"{secure}/page") == "cannot be fetched: self-signed certificate"


def test_a_certificate_must_name_the_host(
    secure: str, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    assert fetch(f"{secure}/page").data == PAGE
    assert "certificate" in refusal(secure.replace("localhost", "127.0.0.1") + "/page")


@pytest.mark.parametrize("form", PACKED)
@pytest.mark.parametrize("share", [0, 0.05, 0.5, 0.97])
def test_half_a_packed_page_is_refused(here: str, form: str, share: float) -> None:
    with pytest.raises(UnreadableSource, match=r"^cannot be fetched: it is cut off$"):
        fetch(f"{here}/cut/{form}-{share}")


@pytest.mark.parametrize("form", PACKED)
def test_a_whole_packed_page_without_a_length_is_taken(here: str, form: str) -> None:
    assert fetch(f"{here}/cut/{form}-1").data == _LONG


def test_a_page_packed_in_several_pieces_is_taken_whole(here: str) -> None:
    assert fetch(f"{here}/members").data == PAGE
