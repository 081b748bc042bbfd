"""Measurements: run each as `python -m tests.benchmarks.NAME`."""
