"""`iomwho check`: is the data sound?"""

from pathlib import Path

from iomwho.commands import options


def check(
    json: options.Json = False,
    format: options.Format = None,
    fields: options.Fields = None,
    data: options.Data = None,
    no_color: options.NoColor = False,
) -> None:
    """Check a dataset: every rule, every fault with its place and what to do; then a summary.

    Examples:
      iomwho check
      iomwho check --data ./my-organization
      iomwho check --json

    """
    reading = options.Reading(None, json, format, fields, data, None, no_color)
    from iomwho.compiled import data_folder
    from iomwho.dataset.loader import load
    from iomwho.dataset.summary import summary
    from iomwho.output.check import page

    folder = Path(data_folder(data))
    reading.show(page(str(folder), summary(load(folder))))
