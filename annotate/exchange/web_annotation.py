"""
Annotations as the W3C's Web Annotation model has them: JSON-LD.
"""

from annotate.model import Note, Quote, Tagging

__all__ = ["CONTEXT", "MEDIA_TYPE", "annotation"]

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MEDIA_TYPE = f'application/ld+json; profile="{CONTEXT}"'

Fields = dict[str, object]


def annotation(value: Tagging | Note, id: str, source: str, *, people: bool) -> Fields:
    """
    One annotation on what an address leads to; with `people` also who made it and when.

    Of a quote whose words are gone no place is told: whoever looks for them finds none.
    """
    target: str | Fields = source
    if value.quote is not None:
        target = {"source": source, "selector": _selectors(value.quote, is_gone=bool(value.gone))}
    made: Fields = {"id": id, "type": "Annotation", "motivation": _motivation(value)}
    if people:
        made |= {"creator": {"type": "Person", "name": value.coder}, "created": value.created}
    if people and isinstance(value, Note) and value.updated != value.created:
        made["modified"] = value.updated
    return {**made, "body": _body(value), "target": target}


def _motivation(value: Tagging | Note) -> str:
    return "tagging" if isinstance(value, Tagging) else "commenting"


def _body(value: Tagging | Note) -> Fields:
    made: Fields = {"type": "TextualBody", "purpose": _motivation(value)}
    if isinstance(value, Tagging):
        return {**made, "value": value.tag}
    return {**made, "value": value.text, "format": "text/markdown"}


def _selectors(quote: Quote, *, is_gone: bool) -> list[Fields]:
    words: Fields = {"type": "TextQuoteSelector", "exact": quote.exact}
    words |= {"prefix": quote.prefix} if quote.prefix else {}
    words |= {"suffix": quote.suffix} if quote.suffix else {}
    place: Fields = {"type": "TextPositionSelector", "start": quote.start, "end": quote.end}
    return [words] if is_gone else [words, place]
