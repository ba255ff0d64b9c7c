"""A citation as a footnote in brackets."""

from collections.abc import Sequence

from annotate.cite.citation import Citation


def write(citations: Sequence[Citation]) -> str:
    return "".join(f"[{one.byline or '?'}, {one.title}, {one.url}]\n" for one in citations)
