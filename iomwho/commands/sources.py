"""`iomwho sources`: what the data rests on."""

from iomwho.commands import options


def sources(
    json: options.Json = False,
    format: options.Format = None,
    fields: options.Fields = None,
    lang: options.Lang = None,
    data: options.Data = None,
    no_color: options.NoColor = False,
) -> None:
    """List the documents that the data rests on.

    Examples:
      iomwho sources
      iomwho sources --format csv
      iomwho sources --fields id,url

    """
    reading = options.Reading(None, json, format, fields, data, lang, no_color)
    directory = reading.directory()
    from iomwho.output.lists import sources_page

    reading.show(sources_page(directory.sources(), reading.language))
