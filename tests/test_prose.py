"""briefing.md: every sentence needs a source."""

from __future__ import annotations

import pytest

from verbale.editor import ProseCite
from verbale.read.prose import read_prose


def messages(text: str) -> list[str]:
    return [problem.message for problem in read_prose("b.md", text)[1]]


@pytest.mark.parametrize(
    "text",
    [
        'They met. [@a "met"]',
        'They met [@a "met"].',
        'They met [@a "met"], and left.',
        'They met. [@a "met"] They left. [assumes x]',
        'They met. [because "we say so"]',
        "They met [@a 'he said \"so\"'].",
        '- They met. [@a "met"]\n- They left. [@a "left"]',
        '> They met. [@a "met"]',
        'Mr. Lee met the U.S. envoy on Jan. 5. [@a "met"]',
        '“They met.” [@a "met"]',
        "# Title\n\n## Heading without source\n\n### Another",
        'They met [@a "met"] [@b "met too"].',
        '双方会谈。[@a "会谈"]',
    ],
)
def test_a_sentence_with_a_source_is_well(text: str) -> None:
    assert messages(text) == []


@pytest.mark.parametrize(
    ("text", "unsourced"),
    [
        ("They met.", "They met."),
        ('They met. They left. [@a "left"]', "They met."),
        ('They met. [@a "met"] They left.', "They left."),
        ("- They met", "They met"),
        ('They **met**. They left [@a "left"].', "They met."),
    ],
)
def test_a_sentence_without_a_source_is_an_error(text: str, unsourced: str) -> None:
    assert messages(text) == [f'a sentence without a source: "{unsourced}"']


@pytest.mark.parametrize("reference", ["[@a]", "[@a words]", '[@ "x"]', "[because]", "[assumes]"])
def test_what_looks_like_a_reference_and_is_none_is_an_error(reference: str) -> None:
    assert any("as a reference" in message for message in messages(f'They met {reference} [@a "met"].'))


def test_html_is_text() -> None:
    prose, _ = read_prose("b.md", 'A <script>alert(1)</script> <b>c</b> [@a "x"].')

    assert prose.sections[0].blocks[0].pieces[0] == "A &lt;script&gt;alert(1)&lt;/script&gt; &lt;b&gt;c&lt;/b&gt; "


def test_a_link_in_prose_stays_text() -> None:
    prose, _ = read_prose("b.md", 'See [here](javascript:alert(1)) [@a "x"].')

    assert "<a" not in str(prose.sections[0].blocks[0].pieces[0])


def test_a_section_has_the_id_it_is_given_or_its_heading() -> None:
    prose, _ = read_prose("b.md", "# T\n\n## What was agreed {#agreed}\n\n## Third parties\n")

    assert (prose.title, [section.id for section in prose.sections]) == ("T", ["agreed", "third-parties"])


def test_two_sections_with_one_id_are_an_error() -> None:
    assert messages("## A {#x}\n\n## B {#x}\n") == ['the section id "x" is used twice']


def test_a_table_of_code_is_refused() -> None:
    assert messages("```\nx\n```\n") == ["a briefing holds paragraphs, lists, quotations and headings only"]


def test_a_reference_knows_its_place() -> None:
    prose, _ = read_prose("b.md", '# T\n\nThey met.\n[@a "met"] Then they\nleft [@b "left"].\n')

    cites = [piece for piece in prose.sections[0].blocks[0].pieces if isinstance(piece, ProseCite)]
    assert [(c.cites[0].place.line, c.cites[0].place.column) for c in cites] == [(4, 1), (5, 6)]
