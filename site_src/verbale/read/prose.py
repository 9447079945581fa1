"""Read the editor's prose: briefing.md.

Markdown by CommonMark, of which a briefing needs paragraphs, lists, quoted
paragraphs and headings; HTML is shown as text.  Besides, three references
in square brackets, the first in Pandoc's form with the words as locator:

    [@source "exact words"]    the words of a source that the sentence rests on
                               ('in single marks' where they hold double ones)
    [assumes name]             an assumption of event.yaml
    [because "reason"]         the editor's reason where no source says it

Every sentence needs one, before or just after its full stop.  A sentence
without a source is a problem: that is the promise of the site.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from verbale.editor import Cite, Prose, ProseBlock, ProseCite, ProseSection, Ref
from verbale.problems import Place, Problem, error
from verbale.text import sentence_spans

_REFERENCE = re.compile(
    r"""\[(?:
        @(?P<source>[^\s"“”'\[\]]+)\s+(?:["“](?P<words>.{1,4000}?)["”]|'(?P<single>.{1,4000}?)')
        |assumes\s+(?P<assumes>[^\s\[\]]+)
        |because\s+["“](?P<because>.{1,4000}?)["”]
    )\s*\]""",
    re.VERBOSE | re.DOTALL,
)
_LOOKS_LIKE_LINK = re.compile(r"\]\([^)\s]*\)?")
_TOO_DEEP = re.compile(r"(?:\s*[>*+-]){12,}\s")
_LOOKS_LIKE_REFERENCE = re.compile(r"\[(?:@|assumes\b|because\b)[^\]]{0,400}\]?")
_HEADING_ID = re.compile(r"\s*\{#([\w-]+)\}\s*$")
_BLOCKS = {"paragraph_open", "heading_open"}


@dataclass
class _Reader:
    """One file on its way; `problems` grows as it is read."""

    file: str
    lines: list[str]
    problems: list[Problem] = field(default_factory=list)


def read_prose(file: str, text: str) -> tuple[Prose, tuple[Problem, ...]]:
    """Return the prose of `text` and what is wrong with it."""
    reader = _Reader(file, text.splitlines())
    _check_lines(reader)
    title: str | None = None
    sections: list[tuple[str, str, list[ProseBlock]]] = [("", "", [])]
    for token, inline, parent in _blocks(reader, text):
        if token.type == "heading_open" and token.tag in ("h1", "h2"):
            heading = _HEADING_ID.sub("", inline.content).strip()
            if token.tag == "h1":
                title = title or heading
                continue
            named = _HEADING_ID.search(inline.content)
            sections.append((named[1] if named else _slug(heading), heading, []))
            _check_heading(reader, token, heading)
        else:
            tag = "h3" if token.type == "heading_open" else parent
            pieces = tuple(_pieces(reader, inline, is_heading=tag == "h3"))
            sections[-1][2].append(ProseBlock(tag, pieces))
    _check_ids(reader, sections)
    kept = tuple(ProseSection(i, h, tuple(blocks)) for i, h, blocks in sections if h or blocks)
    return Prose(title, kept), tuple(reader.problems)


def _check_heading(reader: _Reader, token: Token, heading: str) -> None:
    number = (token.map or [0, 0])[0]
    line = reader.lines[number]
    place = Place(reader.file, number + 1, 1, max(1, len(line)), line)
    if _LOOKS_LIKE_REFERENCE.search(line):
        reader.problems.append(error(place, "a heading of this size holds no reference", "Put it into the text below, or make it a smaller heading (###)."))
    elif not heading:
        reader.problems.append(error(place, "a heading without words"))
    elif heading.endswith((".", "!", "。")):
        reader.problems.append(error(place, "a heading that is a sentence needs a source", "Make it a paragraph with a reference, or take its full stop away."))


def _blocks(reader: _Reader, text: str) -> Iterator[tuple[Token, Token, str]]:
    """Yield (opening token, inline token, tag) of each paragraph and heading."""
    tokens = _MARKDOWN.parse(text)
    parents: list[str] = []
    for number, token in enumerate(tokens):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            parents.append("li" if token.type[0] == "b" else "ol")
        elif token.type == "blockquote_open":
            parents.append("blockquote")
        elif token.type in ("bullet_list_close", "ordered_list_close", "blockquote_close"):
            parents.pop()
        elif token.type in _BLOCKS:
            yield token, tokens[number + 1], parents[-1] if parents else "p"
        elif token.type in ("fence", "code_block", "hr", "table_open"):
            line = (token.map or [0, 0])[0]
            place = Place(reader.file, line + 1, 1, len(reader.lines[line]) or 1, reader.lines[line])
            reader.problems.append(error(place, "a briefing holds paragraphs, lists, quotations and headings only"))


def _pieces(reader: _Reader, inline: Token, *, is_heading: bool) -> Iterator[str | ProseCite]:
    """Yield safe HTML and references of one block; check its sentences."""
    first_line = (inline.map or [0, 0])[0]
    run: list[Token] = []
    text = ""
    for token in inline.children or []:
        if token.type == "reference":
            if run:
                yield _html(run)
                run = []
            yield _read_reference(token, _locate(reader, first_line, token.content))
            text += " " + _MARK
            continue
        run.append(token)
        if token.type in ("text", "code_inline", "softbreak", "hardbreak", "text_special"):
            text += (token.content or " ").replace(_MARK, " ")
            _check_markup(reader, token, first_line)
    if run:
        yield _html(run)
    # A heading that ends as a sentence does states something.
    if not is_heading or text.rstrip().endswith((".", "!", "。")):
        for sentence in _without_source(text):
            _unsourced(reader, first_line, sentence)


# Stands for a reference while sentences are told apart.
_MARK = "\x00"


def _without_source(text: str) -> Iterator[str]:
    """Yield the sentences that neither hold a reference nor stand before one."""
    sentences = [text[start:end] for start, end in sentence_spans(text)]
    for number, sentence in enumerate(sentences):
        following = sentences[number + 1] if number + 1 < len(sentences) else ""
        own = sentence.lstrip(_MARK + " ")
        if any(char.isalnum() for char in own) and _MARK not in own and not following.startswith(_MARK):
            yield own


def _unsourced(reader: _Reader, first_line: int, sentence: str) -> None:
    words = sentence.strip()
    place = _locate(reader, first_line, words.split("\n")[0][:40])
    short = words if len(words) <= 80 else words[:77] + "…"
    reader.problems.append(
        error(
            place,
            f'a sentence without a source: "{short}"',
            'Add [@source "its exact words"], or, where no source says it, [assumes name] or [because "why"].',
        )
    )


def _check_markup(reader: _Reader, token: Token, first_line: int) -> None:
    for match in _LOOKS_LIKE_LINK.finditer(token.content):
        reader.problems.append(error(_locate(reader, first_line, match[0]), "a briefing holds no links of its own", "Cite a source; its page leads to the publisher."))
    for match in _LOOKS_LIKE_REFERENCE.finditer(token.content):
        reader.problems.append(
            error(
                _locate(reader, first_line, match[0]),
                f"cannot read {match[0]} as a reference",
                'Write [@source "exact words"], [assumes name] or [because "why"].',
            )
        )


def _check_lines(reader: _Reader) -> None:
    """Refuse what Markdown would drop without a word: nesting beyond any use."""
    for number, line in enumerate(reader.lines):
        if _TOO_DEEP.match(line):
            reader.problems.append(error(Place(reader.file, number + 1, 1, 1, line), "is nested too deeply"))


def _read_reference(token: Token, place: Place) -> ProseCite:
    parts = token.meta
    if parts["source"]:
        ref = Ref(parts["source"], place)
        return ProseCite((Cite(ref, " ".join((parts["words"] or parts["single"]).split("\n")), place),), None, None)
    if parts["assumes"]:
        return ProseCite((), None, Ref(parts["assumes"], place))
    return ProseCite((), parts["because"], None)


def _locate(reader: _Reader, first_line: int, content: str) -> Place:
    """Return where `content` stands, at or below the first line of its block."""
    start = content.split("\n")[0]
    for number in range(first_line, len(reader.lines)):
        column = reader.lines[number].find(start)
        if column >= 0:
            return Place(reader.file, number + 1, column + 1, len(start), reader.lines[number])
    line = reader.lines[first_line] if first_line < len(reader.lines) else ""
    return Place(reader.file, first_line + 1, 1, max(1, len(line)), line)


def _check_ids(reader: _Reader, sections: list[tuple[str, str, list[ProseBlock]]]) -> None:
    seen: set[str] = set()
    for name, heading, _ in sections[1:]:
        if name in seen or _TAKEN.fullmatch(name):
            said = "is used twice" if name in seen else "is the page's own"
            place = _locate(reader, 0, heading)
            reader.problems.append(error(place, f'the section id "{name}" {said}', "Write another {#id} after the heading."))
        seen.add(name)


# Ids that a briefing's page gives itself.
_TAKEN = re.compile(r"main|at-a-glance|cite-this|downloads|commitments|[rn]\d+|(?:said|figure|commitment|unknown|assumption|views)-.*")


def _slug(heading: str) -> str:
    return "-".join(re.findall(r"\w+", heading.lower())) or "section"


def _reference_rule(state: StateInline, silent: bool) -> bool:
    match = _REFERENCE.match(state.src, state.pos, state.posMax)
    if match is None or not any(match[name] and match[name].strip() for name in ("words", "single", "assumes", "because")):
        return False
    if not silent:
        token = state.push("reference", "", 0)
        token.content = match[0]
        token.meta = match.groupdict()
    state.pos = match.end()
    return True


def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False, "maxNesting": 60}).enable("table").disable(["image", "link", "autolink", "html_inline", "reference"])
    markdown.disable("html_block")
    markdown.inline.ruler.before("emphasis", "verbale_reference", _reference_rule)
    return markdown


_MARKDOWN = _markdown()


def _html(tokens: list[Token]) -> str:
    return _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
