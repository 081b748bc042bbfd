"""`iomwho eval`: how good are the answers?"""

from pathlib import Path
from typing import Annotated

import typer

from iomwho.commands import options


def evaluate(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A YAML list of {q, answers, cat, also, as_of}.")],
    misses: Annotated[bool, typer.Option("--misses", help="List every question that was not answered right.")] = False,
    json: options.Json = False,
    format: options.Format = None,
    fields: options.Fields = None,
    data: options.Data = None,
    no_color: options.NoColor = False,
) -> None:
    """Score the answers on questions with known answers; show what was gained and lost since last time.

    Examples:
      iomwho eval questions.yaml
      iomwho eval questions.yaml --misses
      iomwho eval questions.yaml --data ./my-organization

    """
    reading = options.Reading(None, json, format, fields, data, None, no_color)
    directory = reading.directory()
    from iomwho import evaluation
    from iomwho.output.evaluation import page

    verdicts = evaluation.evaluate(directory, evaluation.questions(file))
    gained, lost = evaluation.compare(file, verdicts)
    reading.show(page(evaluation.figures(verdicts), verdicts, gained, lost, misses))
