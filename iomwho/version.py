"""The version, here so that nothing needs to ask the package metadata (60 ms)."""

VERSION = "0.1.0"
