import re
import time
import uuid

from annotate.corpus.ids import uuid7

FORM = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


def test_an_id_has_the_form_version_and_variant_of_rfc_9562() -> None:
    made = uuid.UUID(uuid7())
    assert (made.version, made.variant) == (7, uuid.RFC_4122)
    assert FORM.fullmatch(str(made))


def test_an_id_begins_with_the_time_in_milliseconds() -> None:
    before = time.time_ns() // 1_000_000
    milliseconds = uuid.UUID(uuid7()).int >> 80
    assert before <= milliseconds <= time.time_ns() // 1_000_000


def test_ids_made_one_after_another_are_different_and_in_order() -> None:
    made = []
    for _ in range(1000):
        made.append(uuid7())
        time.sleep(2e-6)  # more than the 244 ns that an id can tell apart
    assert made == sorted(set(made))
