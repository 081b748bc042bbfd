"""The texts of `iomwho help`. Each begins with one line that says what it is about."""

from __future__ import annotations

TOPICS = {
    "queries": """\
How to ask: in your own words, in English, French, Spanish or German.

  iomwho find donor reporting               words need no quotes
  iomwho find "who pays for my dentist?"    quotes where the shell would read ? or '
  iomwho find Beschaffung                   any of the four languages
  iomwho find - < message.txt               a whole message
  iomwho find IML                           a name, an acronym, a former name
  iomwho find Ghana                         a place: the office that answers for it

Typing errors are corrected and said so. What nobody handles is refused (exit code 1).
Narrow an answer with --under UNIT and --kind KIND; say who asks with --as AUDIENCE.
`--explain` takes the score apart.
""",
    "structures": """\
The organization as dated documents describe it: 2012, 2017, 2022 (the default), 2024.

  --as-of 2017       the structure of 2017
  --as-of 2023-05    the newest structure not later than May 2023

Former names lead to today's unit: `iomwho find "Media and Communications Division"`.
`iomwho history UNIT` shows a unit's line, `iomwho diff 2017 2022` all changes. What no document
states but the names and mandates suggest is marked "probably".
""",
    "formats": """\
How answers are written: for people at a terminal, plainly in a pipe, or as you say.

  --format table     boxes and colour (at a terminal)
  --format plain     labelled lines and tab-separated rows (in a pipe)
  --format json      one JSON document; --json is short for it
  --format csv       one row per unit, with a header
  --format md        Markdown
  --fields name,parent,email    only these fields, for plain, csv and json

`find --cite` gives a paragraph for a letter, `find --vcard` an address-book card,
`find --batch FILE` one line of JSON per line of FILE.
""",
    "exit codes": """\
What the exit code of every command means.

  0    answered
  1    nothing found
  2    error: wrong usage, or data that cannot be used
  130  interrupted (Ctrl-C)

Answers go to standard output, everything else to standard error. A closed pipe is no error.
""",
    "json": """\
The JSON of each command; keys are only added, never renamed or removed.

  find     {"query", "structure": {"id", "as_of"}, "answered", "results": [...], "suggestions": [...]}
           a result: id, name, acronym, kind, parent, path, score (0 to 1), role,
           evidence [{field, text, words, source}], contacts [{purpose, email, via, source, ...}], today
  tree     {"id", "name", "kind", "children": [...]}
  show     the whole unit
  office   {"query", "structure", "answered", "results": [{id, name, kind, city, country, covers, reason, contacts}]}

Unanswered: "answered": false, "results": [], up to five "suggestions", exit code 1.
Compact in a pipe, indented at a terminal.
""",
    "environment": """\
Variables that change what iomwho does.

  IOMWHO_DATA     a folder with another dataset
  NO_COLOR        no colour
  FORCE_COLOR     colour even in a pipe
  COLUMNS         the width of a screen
  PAGER           shows what is longer than the screen (default: less)
  XDG_CACHE_HOME  where the compiled dataset is kept (default: ~/.cache)
""",
    "data": """\
The data: YAML files that anyone can correct, and a directory of your own.

  iomwho check               every rule, every fault with file:line:column
  iomwho sources             the documents that everything rests on
  iomwho init DIR            a small dataset to start from
  iomwho find X --data DIR   the same commands on your own organization
  iomwho eval FILE           how good the answers are on questions with known answers

After a change to the files the next run compiles them anew.
""",
    "completion": """\
Tab completion of commands, options, unit names, countries and structures.

  iomwho --install-completion           for the shell you use (bash, zsh, fish)
  iomwho --show-completion              print the script instead

Accents and case are forgiven: `iomwho office cote<TAB>`.
""",
}
