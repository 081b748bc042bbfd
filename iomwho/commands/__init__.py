"""The commands: each parses, calls the directory, and hands a page to the writer."""
