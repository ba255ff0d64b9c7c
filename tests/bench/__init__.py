"""Benchmarks: what we cost, as ratios to floors measured beside; `python -m tests.bench -h`."""
