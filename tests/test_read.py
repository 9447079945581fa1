"""What is taken for a document, and what is said of the rest."""

from __future__ import annotations

import os

import pytest

from tests.conftest import Tiny
from verbale.problems import show
from verbale.read import read


def shown(tiny: Tiny) -> str:
    return "\n".join(show(problem) for problem in read(tiny.seeds).problems)


def test_documents_at_the_top_form_one_event(empty: Tiny) -> None:
    empty.write("a.txt", "One.")
    empty.write("b.txt", "Two.")

    events = read(empty.seeds).events

    assert [(event.id, [d.id for d in event.documents]) for event in events] == [("event", ["a", "b"])]


def test_a_document_is_kept_character_for_character(empty: Tiny) -> None:
    text = "A\r\n\u00a0“B”\u2011\u200b\tC\n\n\n"
    empty.write("a.txt", text)

    (document,) = read(empty.seeds).documents()

    assert document.text == text


def test_a_side_file_of_the_same_stem_says_what_is_known(empty: Tiny) -> None:
    empty.write("e/a.txt", "One.")
    empty.write("e/a.yaml", "publisher: The Gazette\npublished: 2026-01-05\n")

    (document,) = read(empty.seeds).documents()

    assert (document.about.publisher, str(document.about.published)) == ("The Gazette", "2026-01-05")


def test_front_matter_of_markdown_says_what_is_known_and_is_no_text(tiny: Tiny) -> None:
    tiny.write("vienna/readout.md", "---\npublisher: The Ministry\nkind: readout\n---\n# Readout of the talks\n\nThe ministers met.\n")

    tiny.build()

    page = tiny.page("sources/readout.html")
    assert "The Ministry" in page
    assert "Readout of the talks" in page
    assert "publisher:" not in page


def test_two_words_on_one_document_that_differ_are_an_error(tiny: Tiny) -> None:
    tiny.write("vienna/wire.yaml", "publisher: A\n")
    tiny.edit("vienna/event.yaml", append="sources: {wire: {publisher: B}}\n")

    assert '"publisher" is said here and, differently, in seeds/vienna/wire.yaml' in shown(tiny)


def test_other_encodings_are_read_where_they_are_named(empty: Tiny) -> None:
    empty.write("e/a.txt", "회담".encode("cp949"))
    empty.write("e/a.yaml", "encoding: cp949\n")
    empty.write("e/b.txt", "회담".encode("utf-16"))
    empty.write("e/c.txt", b"\xef\xbb\xbfplain")

    assert [d.text for d in read(empty.seeds).documents()] == ["회담", "회담", "plain"]


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("e/a.txt", "회담".encode("cp949"), "seeds/e/a.txt:1: error: is not UTF-8"),
        ("e/a.txt", b"line\nline\xff", "seeds/e/a.txt:2: error: is not UTF-8"),
        ("e/a.txt", b"\x00\x01\x02binary", "seeds/e/a.txt: error: is not text: it holds NUL bytes"),
        ("e/a.txt", b"", "seeds/e/a.txt: warning: is empty"),
        ("e/a.txt", b" \n\t\n", "seeds/e/a.txt: warning: is empty"),
        ("e/photo.jpg", b"\xff\xd8", "seeds/e/photo.jpg: warning: is not a kind of file that is read"),
        ("e/sub/a.txt", b"x", "seeds/e/sub: warning: is a folder inside an event"),
        ("e/a.txt/b", b"x", "seeds/e/a.txt: warning: is a folder with the name of a document"),
        ("e/nothing.yaml", b"title: x", "seeds/e/nothing.yaml: warning: is a side file of no document"),
        ("e/site.yaml", b"title: x", "seeds/e/site.yaml: warning: is read only at the top"),
        ("site.yaml", b"title: [", "seeds/site.yaml:1:1: error: is not YAML"),
        ("site.yaml", b"a: &x [*x]", "error: is used twice by an alias"),
        ("site.yaml", b"title: " + b"[" * 100_000, "seeds/site.yaml: error: is too large or too deeply nested"),
        ("site.yaml", b"title: a\ntitle: b", '"title" stands here a second time; the first is in line 1'),
        ("site.yaml", b"- a", "the whole site (site.yaml) is written as keys and values"),
        ("site.yaml", b"title: ", "is empty"),
        ("site.yaml", b"title: a: b", "Put text that holds a colon and a space between quotation marks."),
    ],
)
def test_what_cannot_be_read_is_named(empty: Tiny, name: str, content: bytes, expected: str) -> None:
    empty.write("other/good.txt", "Good.")
    empty.write(name, content)

    assert expected in shown(empty)
    assert "good" in [d.id for d in read(empty.seeds).documents()]


def test_a_link_out_of_the_seeds_is_left_out(empty: Tiny) -> None:
    secret = empty.folder / "secret.txt"
    secret.write_text("secret words", "utf-8")
    empty.write("e/a.txt", "One.")
    (empty.seeds / "e" / "b.txt").symlink_to(secret)
    (empty.seeds / "f").symlink_to(empty.folder)

    text = shown(empty)

    assert "seeds/e/b.txt: warning: is a link that leads out of the seeds" in text
    assert "seeds/f: warning: is a link that leads out of the seeds" in text
    assert [d.id for d in read(empty.seeds).documents()] == ["a"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_named(empty: Tiny) -> None:
    empty.write("e/a.txt", "One.").chmod(0)

    assert "seeds/e/a.txt: error: cannot be read" in shown(empty)


def test_two_documents_with_one_id_are_an_error(empty: Tiny) -> None:
    empty.write("e/a.txt", "One.")
    empty.write("f/A.md", "Two.")

    assert "seeds/f/A.md: error: has the same id as seeds/e/a.txt" in shown(empty)


def test_names_in_any_script_become_addresses(empty: Tiny) -> None:
    empty.write("베이징 회담/회담 보도.txt", "이재명 대통령은 말했다.")

    empty.build()

    assert "sources/회담-보도.html" in empty.files()
    assert 'href="sources/%ED%9A%8C%EB%8B%B4-%EB%B3%B4%EB%8F%84.html"' in empty.page("sources.html")


def test_no_seeds_at_all(empty: Tiny) -> None:
    empty.seeds.rmdir()

    assert "there is no such folder" in shown(empty)
