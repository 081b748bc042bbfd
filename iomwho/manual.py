"""The texts of `iomwho help`. Each begins with one line that says what it is about."""

from __future__ import annotations

TOPICS = {
    "queries": """\
How to ask: in your own words, in four languages.

  iomwho find donor reporting              words need no quotes
  iomwho find "who speaks to the press?"   quotes where the shell reads ? or '
  iomwho find Beschaffung                  any of the four languages
  iomwho find - < message.txt              a whole message
  iomwho find IML                          a name, an acronym, a former name
  iomwho find Ghana                        a place: the office for it

Typing errors are corrected, and the answer says so. What nobody handles is
refused (exit code 1). Narrow an answer with --under UNIT and --kind KIND; say
who asks with --as AUDIENCE. `--explain` takes the score apart.
""",
    "structures": """\
The organization as dated documents describe it.

  --as-of 2017       the structure of 2017; there are 2012, 2017, 2022, 2024
  --as-of 2023-05    the newest one not later than May 2023; 2022 if left out

Former names lead to the unit that came of them:
  iomwho find "Media and Communications Division"
`iomwho history UNIT` shows a unit's line, `iomwho diff 2017 2022` all changes.
What no document states but the names and mandates suggest is marked "probably".
""",
    "formats": """\
How answers are written, at a terminal and in a pipe.

  --format table     boxes and colour (at a terminal)
  --format plain     labelled lines and tab-separated rows (in a pipe)
  --format json      one JSON document; --json is short for it
  --format csv       one row per unit, with a header
  --format md        Markdown
  --fields name,parent,email    only these fields, for plain, csv and json

`find --cite` gives a paragraph for a letter, `find --vcard` and `show --vcard`
an address-book card, `find --batch FILE` one line of JSON per line of FILE.
""",
    "exit codes": """\
What the exit code of every command means.

  0    answered
  1    nothing found
  2    error: wrong usage, or data that cannot be used
  130  interrupted (Ctrl-C)

Answers go to standard output, everything else to standard error.
A closed pipe is no error.
""",
    "json": """\
The JSON of each command; keys are added, never taken away.

  find     {"query", "structure": {"id", "as_of"}, "answered",
            "results": [...], "suggestions": [...]}
           a result: id, name, acronym, kind, parent {id, name}, path,
           score (0 to 1), role, evidence [{field, text, words, source}],
           contacts [{purpose, email, via, source, as_of, ...}],
           today [{id, name, structure, change, inferred}]
  tree     {"id", "name", "kind", "children": [...]}
  show     the whole unit
  office   {"query", "structure", "answered", "results": [...]}
           a result: id, name, kind, city, country,
           covers [{country, name, basis, source}], reason, basis, contacts

Unanswered: "answered": false, "results": [], up to five "suggestions", exit
code 1. Compact in a pipe, indented at a terminal.
""",
    "environment": """\
Variables that change what iomwho does.

  IOMWHO_DATA     a folder with another dataset
  NO_COLOR        no colour
  FORCE_COLOR     colour even in a pipe
  TERM            "dumb" gets plain text
  COLUMNS         the width of a screen
  PAGER           shows what is longer than the screen (default: less)
  XDG_CACHE_HOME  where the compiled dataset is kept (default: ~/.cache)
""",
    "data": """\
The data: correct it, or make a directory of your own.

  iomwho check               every rule, every fault with file:line:column
  iomwho sources             the documents that everything rests on
  iomwho init DIR            a small dataset to start from
  iomwho find X --data DIR   the same commands on your own organization
  iomwho eval FILE           how many questions come out right

After a change to the files the next run compiles them anew.
""",
    "completion": """\
Tab completion of commands, options and names.

  iomwho --install-completion           for the shell you use (bash, zsh, fish)
  iomwho --show-completion              print the script instead

Units, countries, structures, audiences and kinds are completed as well.
Accents and case are forgiven: cote and Tab make Côte d'Ivoire.
""",
}
