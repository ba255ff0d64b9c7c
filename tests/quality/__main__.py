"""
Measure how well versions are aligned, roles found and pages read; write docs/quality.md.

    python -m tests.quality           on all that is labelled: about eight minutes
    python -m tests.quality --quick   on every twelfth pair: prints the page, writes nothing
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from annotate.anchor.alignment import SURE
from tests.quality import (
    baselines,
    calibration,
    fit,
    keeping,
    labelled,
    measuring,
    page,
    pagetable,
    paragraphs,
    scores,
)

__all__ = ["main"]

FOLDS = 5
LIMITS = (0.5, 0.7, 0.8, 0.85, SURE, 0.9, 0.95)


def main() -> int:
    """Measure, print and write; 1 when there is nothing to measure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="a sample; writes nothing")
    quick = parser.parse_args().quick
    if not labelled.there():
        print(f"no labelled pairs in {labelled.DATA}; set ANNOTATE_LABELLED", file=sys.stderr)
        return 1
    text = page.written(measured(list(labelled.pairs())[:: 12 if quick else 1]))
    text += f"\n{paragraphs.section()}\n{pagetable.section()}\n{keeping.section()}"
    print(text)
    if not quick:
        page.PAGE.write_text(text, encoding="utf-8")
    return 0


def measured(records: Sequence[dict[str, Any]]) -> page.Measured:
    """All figures over the records."""
    shipped, cpu, middling = measuring.times(records)
    by_limit = dict(zip(LIMITS, fit.cross_validated(records, FOLDS, LIMITS), strict=True))
    ours = by_limit[SURE]
    return page.Measured(
        len(records),
        replace(measuring.of(ours), cpu=cpu, cpu_middling=middling),
        measuring.of(shipped),
        {name: measuring.baseline(name, records) for name in baselines.BASELINES},
        [
            (limit, scores.summary((record, a.targets) for record, a in results))
            for limit, results in by_limit.items()
        ],
        calibration.bins(ours),
        measuring.worst(ours),
    )


if __name__ == "__main__":
    sys.exit(main())
