"""One module per command: it parses, asks the directory, and renders.

None of them has `from __future__ import annotations`: Typer would have to read the types of all
options out of text, on every run.
"""
