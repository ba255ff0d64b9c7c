from annotate import errors
from annotate.errors import AnnotateError


def test_the_tree_is_drawn_in_the_docstring() -> None:
    assert errors.__doc__ is not None
    drawn = [word for word in errors.__doc__.split() if word in errors.__all__]
    assert sorted(drawn) == errors.__all__


def test_every_error_is_of_the_one_tree() -> None:
    assert all(issubclass(getattr(errors, name), AnnotateError) for name in errors.__all__)
