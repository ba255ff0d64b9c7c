"""
Vectors of texts by a model that the user has in `llm`, its library and plugins; none is bundled.
"""

from collections.abc import Sequence
from typing import Any

from annotate.errors import BadInput, NotFound

__all__ = ["Embedded"]

AT_ONCE = 50  # texts that a model is handed together


class Embedded:
    """
    The vectors of one embedding model, by its name in `llm`.

    Raises BadInput where llm is not installed, and NotFound for a model that it does not know.
    """

    may_be_nothing = False

    def __init__(self, name: str) -> None:
        try:
            import llm
        except ImportError as error:
            raise BadInput(
                "--model needs llm, and a plugin of it with embedding models:"
                " pip install llm llm-sentence-transformers"
            ) from error
        try:
            self._model = llm.get_embedding_model(name)
        except llm.UnknownModelError as error:
            raise NotFound(
                f"llm has no embedding model {name!r}; `llm embed-models` lists them"
            ) from error
        self.name, self._refusals = f"llm {self._model.model_id}", llm.ModelError

    def learned(self, texts: Sequence[str]) -> Any:
        """All of length 1; raises BadInput where the model refuses, as for want of its key."""
        import numpy
        from sklearn.preprocessing import normalize

        try:
            vectors = list(self._model.embed_multi(list(texts), batch_size=AT_ONCE))
        except self._refusals as error:
            raise BadInput(f"{self.name} cannot be used: {error}") from error
        return normalize(numpy.array(vectors, dtype=float))

    def of(self, texts: Sequence[str]) -> Any:
        """As those that are learned from."""
        return self.learned(texts)
