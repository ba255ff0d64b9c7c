"""
What peers do within their own environments, by their own functions.

As a program of such an environment, which imports nothing of ours:

    python within_peer.py qc tag PROJECT COUNT
    python within_peer.py taguette add FOLDER DB
    python within_peer.py taguette tag DB COUNT

It prints the seconds of CPU, those of its start and its imports left out.
"""

import asyncio
import logging
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

CODE, CODER = "coded", "Bench"


def qc_tag(project: str, count: str) -> Callable[[], None]:
    """A code on the first paragraph of each of some documents, each in its own transaction."""
    from qualitative_coding.corpus import QCCorpus

    corpus = QCCorpus(os.path.join(project, "settings.yaml"))

    def tag() -> None:
        with corpus.session():
            documents = [each.file_path for each in corpus.get_documents()][: int(count)]
            for document in documents:
                corpus.update_coded_lines(document, CODER, [{"line": 0, "code_id": CODE}])

    return tag


def taguette_add(folder: str, db: str) -> Callable[[], None]:
    """Every page of a folder converted and stored, as its server does it for an upload."""
    from taguette import convert, database

    session = database.connect(f"sqlite:///{db}")()
    user = database.User(login=CODER)
    project = database.Project(name="bench", description="")
    session.add_all([user, project, database.Tag(project=project, path=CODE, description="")])
    session.commit()

    async def add() -> None:
        for path in sorted(Path(folder).iterdir()):
            body = await convert.to_html_chunks(path.read_bytes(), "text/html", path.name, {})
            document = database.Document(
                name=path.stem, description="", filename=path.name, project=project,
                text_direction=database.TextDirection.LEFT_TO_RIGHT, contents=body,
            )  # fmt: skip
            session.add(document)
            session.flush()
            session.add(database.Command.document_add(CODER, document))
            session.commit()

    return lambda: asyncio.run(add())


def taguette_tag(db: str, count: str) -> Callable[[], None]:
    """A highlight with a tag in each of some documents, each in its own transaction."""
    from taguette import database, extract

    session = database.connect(f"sqlite:///{db}")()
    [tag] = session.query(database.Tag).all()

    def add() -> None:
        for document in session.query(database.Document).limit(int(count)).all():
            words = extract.extract(document.contents, 10, 200)
            highlight = database.Highlight(
                document=document, start_offset=10, end_offset=200, snippet=words
            )
            session.add(highlight)
            session.flush()
            link = {"highlight_id": highlight.id, "tag_id": tag.id}
            session.execute(database.highlight_tags.insert(), [link])
            session.add(database.Command.highlight_add(CODER, document, highlight, [tag.id]))
            session.commit()

    return add


TASKS: dict[str, dict[str, Callable[..., Callable[[], None]]]] = {
    "qc": {"tag": qc_tag},
    "taguette": {"add": taguette_add, "tag": taguette_tag},
}

if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    peer, task, *arguments = sys.argv[1:]
    measured = TASKS[peer][task](*arguments)
    start = time.process_time()
    measured()
    print(time.process_time() - start)
