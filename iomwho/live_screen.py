"""The screen of the live prompt, drawn with prompt_toolkit: a line to type in, candidates, a preview."""

from __future__ import annotations

import re
import sys
from io import StringIO

from prompt_toolkit import Application
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.formatted_text import ANSI, FormattedText
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.layout import BufferControl, FormattedTextControl, HSplit, Layout, VSplit, Window

from iomwho.answer import Answer
from iomwho.directory import Directory
from iomwho.output import find, show, tree
from iomwho.output.clean import clean
from iomwho.output.page import Page
from iomwho.output.terminal import draw

HELP = "type a question   up/down choose   enter card   tab tree   escape leave"
LIMIT = 8
LINK = re.compile(r"\x1b\]8;[^\x1b]*\x1b\\")  # prompt_toolkit would show it as text


class Screen:
    """What the person sees: the query, its answer, which candidate is chosen, what is previewed."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory
        self._answer: Answer | None = None
        self._chosen = 0
        self._body = ""
        self._buffer = Buffer(on_text_changed=lambda _: self._ask(), multiline=False)
        prompt = VSplit([Window(FormattedTextControl("> "), width=2), Window(BufferControl(self._buffer), height=1)])
        body = Window(FormattedTextControl(lambda: ANSI(self._body)), wrap_lines=False)
        candidates = Window(FormattedTextControl(self._candidates), height=lambda: self._height())
        footer = Window(FormattedTextControl(HELP), height=1, style="class:bottom-toolbar.off")
        self.application: Application[None] = Application(
            Layout(HSplit([prompt, candidates, body, footer]), focused_element=self._buffer),
            key_bindings=self._keys(),
            full_screen=True,
        )

    def _ask(self) -> None:
        text = self._buffer.text.strip()
        self._chosen, self._body = 0, ""
        self._answer = self._answered(text) if text else None
        if self._answer and not self._answer.matches:
            self._show(find.page(self._directory, self._answer))
        elif self._answer:
            self._preview()

    def _answered(self, text: str) -> Answer:
        """The answer so far; a last word that is still being typed does not spoil it."""
        answer = self._directory.answer(text, limit=LIMIT)
        whole, _, rest = text.rpartition(" ")
        if answer.matches or not whole or not rest:
            return answer
        before = self._directory.answer(whole, limit=LIMIT)
        return before if before.matches else answer

    def _height(self) -> int:
        return len(self._answer.matches) + 1 if self._answer and self._answer.matches else 1

    def _candidates(self) -> FormattedText:
        rows: list[tuple[str, str]] = []
        for number, match in enumerate(self._answer.matches if self._answer else ()):
            style = "reverse" if number == self._chosen else ""
            mark = "› " if number == self._chosen else "  "
            rows.append((style, f"{mark}{clean(match.unit.name)}\n"))
        return FormattedText(rows)

    def _preview(self) -> None:
        assert self._answer
        matches = self._answer.matches
        ordered = (matches[self._chosen],)
        self._show(find.page(self._directory, self._answer._replace(matches=ordered)))

    def _show(self, page: Page) -> None:
        width = self.application.output.get_size().columns
        self._body = LINK.sub("", draw(page, StringIO(), colour=True, width=width))

    def _move(self, step: int) -> None:
        if self._answer and self._answer.matches:
            self._chosen = (self._chosen + step) % len(self._answer.matches)
            self._preview()

    def _keys(self) -> KeyBindings:
        keys = KeyBindings()

        @keys.add("up")
        def _(event: KeyPressEvent) -> None:
            self._move(-1)

        @keys.add("down")
        def _(event: KeyPressEvent) -> None:
            self._move(1)

        @keys.add("enter")
        def _(event: KeyPressEvent) -> None:
            if self._answer and self._answer.matches:
                unit = self._answer.matches[self._chosen].unit
                self._show(show.page(self._directory, self._directory.profile(unit.id, unit.structure)))

        @keys.add("tab")
        def _(event: KeyPressEvent) -> None:
            if self._answer and self._answer.matches:
                unit = self._answer.matches[self._chosen].unit
                self._show(tree.page(self._directory, self._directory.tree(unit.id, unit.structure), unit.structure))

        @keys.add("escape", eager=True)
        @keys.add("c-c")
        @keys.add("c-d")
        def _(event: KeyPressEvent) -> None:
            event.app.exit()

        return keys


def run(directory: Directory) -> None:
    """Show the screen until the person leaves."""
    Screen(directory).application.run()
    sys.stdout.flush()
