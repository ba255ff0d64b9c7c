"""
Fetching one page: politely, and from nowhere but where the address leads outside.

The address that was looked up and found harmless is the one connected to, so that a
name cannot come to mean another machine in between. Proxies that the environment
names are not used: they would look the name up once more.
"""

import ipaddress
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from http import HTTPStatus
from http.client import HTTPException
from importlib.metadata import version
from urllib.parse import urljoin

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, LocationParseError, NewConnectionError
from urllib3.exceptions import TimeoutError as HTTPTimeout
from urllib3.response import BaseHTTPResponse
from urllib3.util import Url, parse_url

from annotate.errors import UnreadableSource
from annotate.intake.sources import too_large
from annotate.readers import unpack
from annotate.readers.unpack import TooLarge
from annotate.text import clean

__all__ = ["Busy", "Fetched", "NoAnswer", "fetch"]

REDIRECTS = 5
STEP = 15.0  # seconds for the answer to any one step
_BLOCK = 1 << 16
_PORTS = {"http": 80, "https": 443}
_UNPACKED = ("", "identity")
_PACKED = (*_UNPACKED, "gzip", "x-gzip", "deflate")
_BUSY = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)
_GZIP = b"\x1f\x8b"
_NAT64 = ipaddress.ip_network("64:ff9b::/96")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered, unpacked."""

    url: str  # in the end, after redirects
    data: bytes
    media_type: str | None  # in lower case, without parameters
    charset: str | None
    captured: str  # UTC ISO 8601
    is_measured: bool  # whether its end was told, by a length, chunks or how it is packed


class NoAnswer(UnreadableSource):
    """The host is not there, does not answer, or hangs up."""


class Busy(UnreadableSource):
    """The host asks to be asked later: in so many seconds, if it says."""

    def __init__(self, message: str, seconds: float | None) -> None:
        super().__init__(message)
        self.seconds = seconds


def fetch(url: str, *, limit: int, allow_private: bool = False, timeout: float = 60) -> Fetched:
    """
    The page at an address; raises UnreadableSource.

    No more than `limit` bytes are taken, packed or unpacked, in no more than `timeout`
    seconds. Addresses inside one's own network are refused unless `allow_private`.
    """
    deadline = time.monotonic() + timeout
    for _ in range(REDIRECTS + 1):
        target = _target(url)
        address = _looked_up(target, allow_private)
        with _answer(target, address, deadline) as response:
            location = response.headers.get("location")
            if not (300 <= response.status < 400 and location):
                return _fetched(target, response, limit, deadline)
        url = urljoin(target.url, location)
    raise UnreadableSource(f"leads from one address to another more than {REDIRECTS} times")


def _target(url: str) -> Url:
    """The parts of an address that may be fetched, without its fragment."""
    try:
        target = parse_url(url)
    except LocationParseError as error:
        raise UnreadableSource("is no address that can be read") from error
    if target.scheme not in _PORTS:
        scheme = clean.line(target.scheme or "")[:20]
        raise UnreadableSource(f"leads to a {scheme}: address; only http and https are fetched")
    if not target.host:
        raise UnreadableSource("names no host")
    if target.auth:
        raise UnreadableSource("has a name or password in it; fetch it with another program")
    return target._replace(fragment=None, path=target.path or "/")


def _looked_up(target: Url, allow_private: bool) -> str:
    """The address of the host; raises unless every one that it has may be fetched from."""
    host = str(target.host).strip("[]")
    port = target.port or _PORTS[str(target.scheme)]
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NoAnswer(f"cannot be fetched: no host is called {host}") from error
    addresses = [str(each[4][0]) for each in found]
    if not addresses:
        raise NoAnswer(f"cannot be fetched: {host} has no address")
    if not allow_private and not all(map(_is_public, addresses)):
        raise UnreadableSource(
            f"leads to {host}, inside this machine's own network;"
            " --allow-private fetches from there, too"
        )
    return addresses[0]


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address)
    return all(each.is_global and not each.is_multicast for each in (ip, *_inside(ip)))


def _inside(ip: Address) -> Iterator[Address]:
    """The addresses that one of version 6 stands for."""
    if isinstance(ip, ipaddress.IPv6Address):
        if ip in _NAT64:
            yield ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        yield from filter(None, (ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())))


@contextmanager
def _answer(target: Url, address: str, deadline: float) -> Iterator[BaseHTTPResponse]:
    """What the host answers, its body yet to be read; all that can go wrong in our words."""
    connection = _connection(target, address, min(STEP, _left(deadline)))
    watch = None
    try:
        connection.connect()
        # a byte now and then is no time-out, so it is hung up from outside
        watch = threading.Timer(_left(deadline), _hang_up, [connection.sock])
        watch.daemon = True
        watch.start()
        connection.request(
            "GET", target.request_uri, headers=_headers(target), preload_content=False
        )
        with closing(connection.getresponse()) as response:
            yield response
    except (OSError, HTTPException, HTTPError) as error:
        _left(deadline)
        raise NoAnswer(f"cannot be fetched: {_reason(error)}") from error
    finally:
        if watch:
            watch.cancel()
        connection.close()


def _left(deadline: float) -> float:
    """The seconds up to the deadline; raises when it is past."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise UnreadableSource("cannot be fetched: it takes too long")
    return left


def _connection(target: Url, address: str, timeout: float) -> HTTPConnection:
    port = target.port or _PORTS[str(target.scheme)]
    if target.scheme == "http":
        return HTTPConnection(address, port, timeout=timeout)
    host = str(target.host).strip("[]")
    return HTTPSConnection(address, port, timeout=timeout, server_hostname=host)


def _hang_up(line: socket.socket) -> None:
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)


def _headers(target: Url) -> dict[str, str]:
    return {
        "Host": str(target.netloc),
        "User-Agent": f"annotate-corpus/{version('annotate-corpus')}",
        "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
        "Accept-Encoding": "gzip, deflate",
    }


def _fetched(target: Url, response: BaseHTTPResponse, limit: int, deadline: float) -> Fetched:
    if response.status in _BUSY:
        busy = f"answers {response.status} {_phrase(response)}"
        raise Busy(busy, _seconds(response.headers.get("retry-after", "")))
    if response.status != HTTPStatus.OK:
        raise UnreadableSource(f"answers {response.status} {_phrase(response)}".rstrip())
    coding = response.headers.get("content-encoding", "").strip().lower()
    if coding not in _PACKED:
        raise UnreadableSource(f"answers with what was not asked for, packed as {coding[:20]!r}")
    captured = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
    data = bytearray()
    for part in response.stream(_BLOCK, decode_content=False):
        data += part
        if len(data) > limit:
            raise UnreadableSource(too_large(limit))
        _left(deadline)
    _left(deadline)  # hung up by us, the page may seem to end
    page = _whole(bytes(data), coding, limit)
    said = Message()
    said["content-type"] = response.headers.get("content-type", "")
    media_type = said.get_content_type() if "/" in said["content-type"] else None
    told = response.headers
    is_measured = "content-length" in told or "transfer-encoding" in told
    return Fetched(
        target.url, page, media_type, said.get_content_charset(), captured,
        is_measured or coding not in _UNPACKED,
    )  # fmt: skip


def _seconds(said: str) -> float | None:
    """How long a host asks to wait, which it may say as a day and time, too."""
    return float(said) if said.isdecimal() and len(said) < 6 else None


def _whole(data: bytes, coding: str, limit: int) -> bytes:
    """The page unpacked; that its connection ended does not say that it was all."""
    if coding.endswith("gzip") and not data.startswith(_GZIP):
        told = "it is cut off" if _GZIP.startswith(data) else f"it is not packed as {coding}"
        raise UnreadableSource(f"cannot be fetched: {told}")
    try:
        return unpack.unpacked(data, coding, limit)
    except TooLarge as error:
        raise UnreadableSource(too_large(limit)) from error
    except UnreadableSource as error:
        raise UnreadableSource(f"cannot be fetched: it {error}") from error


def _phrase(response: BaseHTTPResponse) -> str:
    try:
        return HTTPStatus(response.status).phrase
    except ValueError:
        return clean.line(response.reason or "")[:60]


def _reason(error: Exception) -> str:
    if isinstance(error, NewConnectionError):  # which counts as a time-out there
        return "nothing answers"
    if isinstance(error, TimeoutError | HTTPTimeout):
        return "it takes too long"
    text = clean.line(getattr(error, "verify_message", "") or str(error) or type(error).__name__)
    return text[:200]
