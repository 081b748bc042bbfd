"""An answer on the screen, in a pipe, as JSON, CSV or Markdown. The only package that knows Rich."""
