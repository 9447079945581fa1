"""Turn the nodes of a YAML file into records, and the records into JSON Schema.

The classes of `verbale.editor` say what a file may hold; this module walks
a class and a node side by side.  YAML is composed, never constructed:
every node keeps its line and column, and strings stay strings (YAML 1.1
would read `NO` as false and `12:30` as 750).  What does not fit is a
problem; the rest of the file is still read, so that an editor sees all at
once.
"""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Callable, Iterable
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Any, Literal

import yaml

from verbale.editor import Cite, Cites, Ref
from verbale.edtf import When, read_edtf
from verbale.problems import Place, Problem, did_you_mean, error

MAX_BYTES = 4_000_000
MAX_DEPTH = 64

_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_UNREAD: Any = object()
_ID = re.compile(r"\w[\w-]{0,99}")


class RecordFile:
    """One YAML file on its way to a record; collects its problems."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self.lines = text.splitlines()
        self.problems: list[Problem] = []

    def read(self, record: type) -> Any:
        """Return the whole file as one `record`; None if it cannot be read."""
        node = self.compose()
        if node is _UNREAD:
            return None
        if node is None:
            return record(place=Place(self.file))
        found = self._record(record, node)
        return None if found is _UNREAD else found

    def read_keyed(self, record: type) -> tuple[Any, ...]:
        """Return the whole file as a mapping of ids to `record`s."""
        node = self.compose()
        if node is _UNREAD or node is None:
            return ()
        found = self._keyed_records(record, node)
        return () if found is _UNREAD else found

    def compose(self) -> Any:
        """Return the root node, None for an empty file, `_UNREAD` for none."""
        if len(self.text) > MAX_BYTES or _too_deep(self.text):
            self._fail(Place(self.file), "is too large or too deeply nested to be a file of the editor's")
            return _UNREAD
        try:
            node = yaml.compose(self.text, Loader=_Loader)
        except yaml.MarkedYAMLError as problem:
            # Where a quotation mark or a bracket was opened is of more help
            # than the end of the file, where its lack was noticed.
            late = problem.context_mark is not None and "end of stream" in (problem.problem or "")
            mark = problem.context_mark if late else problem.problem_mark or problem.context_mark
            said = f"{problem.context}, {problem.problem}" if late else problem.problem
            self._fail(self._place_at(mark), f"is not YAML: {said}", _yaml_remedy(problem.problem))
            return _UNREAD
        except yaml.YAMLError as problem:
            self._fail(Place(self.file), f"is not YAML: {problem}")
            return _UNREAD
        return self._without_aliases(node)

    def _without_aliases(self, root: Any) -> Any:
        """Refuse a node that stands in two places: aliases hide what a file says."""
        seen: set[int] = set()
        waiting = [root] if root is not None else []
        while waiting:
            node = waiting.pop()
            if id(node) in seen:
                self._fail(self.place(node), "is used twice by an alias (*)", "Write it out in both places.")
                return _UNREAD
            seen.add(id(node))
            if isinstance(node, yaml.SequenceNode):
                waiting += node.value
            elif isinstance(node, yaml.MappingNode):
                waiting += [part for pair in node.value for part in pair]
        return root

    # ------------------------------------------------------------- places

    def place(self, node: yaml.Node) -> Place:
        """Return where a node stands: its first line."""
        start, end = node.start_mark, node.end_mark
        text = self.lines[start.line] if start.line < len(self.lines) else ""
        last = end.column if end.line == start.line else len(text.rstrip())
        if isinstance(node, yaml.MappingNode | yaml.SequenceNode):
            last = start.column + 1 if end.line == start.line else len(text.rstrip())
        return Place(self.file, start.line + 1, start.column + 1, max(1, last - start.column), text)

    def _place_at(self, mark: yaml.Mark | None) -> Place:
        if mark is None:
            return Place(self.file)
        line = min(mark.line, max(0, len(self.lines) - 1))
        text = self.lines[line] if self.lines else ""
        return Place(self.file, line + 1, min(mark.column, len(text)) + 1, 1, text)

    def _fail(self, place: Place, message: str, remedy: str | None = None) -> Any:
        self.problems.append(error(place, message, remedy))
        return _UNREAD

    # ------------------------------------------------------------ reading

    def _record(self, record: type, node: yaml.Node, key: Ref | None = None) -> Any:
        """Read a mapping as `record`; `key` fills its `id` where it has one.

        A field that cannot be read is a problem, and is stood in for, so
        that what is wrong elsewhere is found in the same run.
        """
        shape = _shape(record)
        values: dict[str, Any] = {"place": key.place if key else self.place(node)}
        if "id" in shape and key is not None:
            values["id"] = key
        pairs = self._pairs(node, _describe(record))
        if pairs is _UNREAD:
            return _UNREAD
        unread = self._fields(record, pairs, values)
        for field in fields(record):
            if field.default is not MISSING or field.name in values:
                continue
            if field.name not in unread:
                self._fail(values["place"], f'"{field.name}" is missing in {_describe(record)}')
            values[field.name] = _stand_in(shape[field.name], values["place"])
        if unread and "because" in shape:
            values.setdefault("because", "…")  # what could not be read is no lack of a source
        return record(**values)

    def _fields(self, record: type, pairs: list, values: dict[str, Any]) -> set[str]:
        """Read the fields into `values`; return the names of those that could not be."""
        shape, unread = _shape(record), set()
        for name, name_node, value_node in pairs:
            if name in ("place", "id") or name not in shape:
                self._fail(
                    self.place(name_node),
                    f'"{name}" is not a key of {_describe(record)}',
                    did_you_mean(name, (known for known in shape if known not in ("place", "id"))),
                )
                unread.add(name)
                continue
            value = self._value(shape[name], value_node)
            if value is _UNREAD:
                unread.add(name)
            else:
                values[name] = value
        return unread

    def _pairs(self, node: yaml.Node, what: str) -> Any:
        """Return (key, key node, value node) of a mapping, each key once."""
        if not isinstance(node, yaml.MappingNode):
            if isinstance(node, yaml.ScalarNode) and not node.value:
                return []
            return self._fail(self.place(node), f"{what} is written as keys and values", "Write `key: value`.")
        first: dict[str, int] = {}
        pairs = []
        for key_node, value_node in node.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else ""
            if not key:
                self._fail(self.place(key_node), "a key is a word")
            elif key in first:
                self._fail(self.place(key_node), f'"{key}" stands here a second time; the first is in line {first[key]}')
            else:
                first[key] = key_node.start_mark.line + 1
                pairs.append((key, key_node, value_node))
        return pairs

    def _value(self, kind: Any, node: yaml.Node) -> Any:
        """Read one value of the type `kind`."""
        kind = _bare(kind)
        if kind == Cites:
            return self._cites(node)
        if is_dataclass(kind) and kind not in _SCALARS:
            return self._record(kind, node)
        if typing.get_origin(kind) is tuple:
            return self._many(typing.get_args(kind)[0], node)
        return self._scalar(kind, node)

    def _scalar(self, kind: Any, node: yaml.Node) -> Any:
        if not isinstance(node, yaml.ScalarNode):
            return self._fail(self.place(node), "one value is expected here, not a list or keys")
        text = node.value.strip()
        if not text:
            return self._fail(self.place(node), "is empty", "Leave the whole line out where nothing is known.")
        if typing.get_origin(kind) is Literal:
            return self._choice(typing.get_args(kind), text, node)
        try:
            return _SCALARS[kind](text, self.place(node))
        except ValueError as problem:
            message, remedy = _SCALAR_PROBLEMS[kind]
            return self._fail(self.place(node), message.format(text=text, why=problem), remedy)

    def _choice(self, choices: tuple[str, ...], text: str, node: yaml.Node) -> Any:
        if text in choices:
            return text
        near = did_you_mean(text, choices)
        return self._fail(self.place(node), f'"{text}" is not one of: {", ".join(choices)}', near)

    def _many(self, kind: Any, node: yaml.Node) -> Any:
        kind = _bare(kind)
        if typing.get_origin(kind) is tuple:
            return self._mapping(typing.get_args(kind), node)
        if is_dataclass(kind) and kind not in _SCALARS and "id" in _shape(kind):
            return self._keyed_records(kind, node)
        if isinstance(node, yaml.SequenceNode):
            items = node.value
        elif kind in _SCALARS and isinstance(node, yaml.ScalarNode):
            items = [node] if node.value else []
        elif isinstance(node, yaml.ScalarNode) and not node.value:
            items = []
        else:
            return self._fail(self.place(node), "a list is expected here", "Begin each item with a dash.")
        return self._whole(self._value(kind, item) for item in items)

    def _mapping(self, kinds: tuple[Any, Any], node: yaml.Node) -> Any:
        pairs = self._pairs(node, "this part")
        if pairs is _UNREAD:
            return _UNREAD
        key_kind = _bare(kinds[0])
        read = []
        for key, key_node, value_node in pairs:
            value = self._value(kinds[1], value_node)
            if value is not _UNREAD:
                read.append((Ref(key, self.place(key_node)) if key_kind is Ref else key, value))
        return tuple(read)

    def _keyed_records(self, record: type, node: yaml.Node) -> Any:
        pairs = self._pairs(node, "this part")
        if pairs is _UNREAD:
            return _UNREAD
        self._check_ids(pairs)
        return self._whole(
            self._record(record, value_node, Ref(key, self.place(key_node))) for key, key_node, value_node in pairs
        )

    def _check_ids(self, pairs: list) -> None:
        """An id becomes a file name and an anchor: one safe word, whatever the case."""
        first: dict[str, str] = {}
        for key, key_node, _ in pairs:
            if not _ID.fullmatch(key):
                self._fail(self.place(key_node), f'"{key}" cannot be an id', "Write letters, digits, hyphens and underscores only.")
            elif first.setdefault(key.casefold(), key) != key:
                self._fail(self.place(key_node), f'"{key}" and "{first[key.casefold()]}" differ only in case')

    def _cites(self, node: yaml.Node) -> Any:
        pairs = self._pairs(node, "a citation")
        if pairs is _UNREAD:
            return _UNREAD
        cites: list[Any] = []
        for key, key_node, value_node in pairs:
            source = Ref(key, self.place(key_node))
            items = value_node.value if isinstance(value_node, yaml.SequenceNode) else [value_node]
            cites += [self._cite(source, item) for item in items]
        return self._whole(cites)

    def _cite(self, source: Ref, node: yaml.Node) -> Any:
        words = self._scalar(str, node)
        return words if words is _UNREAD else Cite(source, words, self.place(node))

    @staticmethod
    def _whole(values: Iterable[Any]) -> Any:
        # What could not be read is a problem already; the rest goes on.
        return tuple(value for value in values if value is not _UNREAD)


def _stand_in(kind: Any, place: Place) -> Any:
    """Return a value for a field that has none, in a build that will fail."""
    kind = _bare(kind)
    if typing.get_origin(kind) is Literal:
        return typing.get_args(kind)[0]
    return {str: "…", int: 0, Ref: Ref("…", place), When: read_edtf("0000")}.get(kind, ())


_SCALARS: dict[Any, Callable[[str, Place], Any]] = {
    str: lambda text, place: text,
    int: lambda text, place: int(text),
    When: lambda text, place: read_edtf(text),
    Ref: Ref,
}
_SCALAR_PROBLEMS = {
    int: ('cannot read "{text}" as a whole number', "Write digits only, such as 15."),
    When: (
        'cannot read "{text}" as a date: {why}',
        "Write 2015-07-14, 2015-07 or 2015, or another EDTF date such as 2015-07-04/2015-07-07.",
    ),
}


def _too_deep(text: str) -> bool:
    """Say whether collections nest deeper than `MAX_DEPTH`.

    The C composer recurses once a level and has no limit of its own: a
    hundred thousand brackets end the process.  The parser below it does
    not recurse, so its events tell the depth; they are asked only where a
    look at the characters cannot rule it out.
    """
    brackets = text.count("[") + text.count("{") + text.count("?")
    lines = text.splitlines()
    indents = max((len(line) - len(line.lstrip()) + line.count("- ") for line in lines), default=0)
    if brackets + indents <= MAX_DEPTH:
        return False
    depth = 0
    try:
        for event in yaml.parse(text, Loader=_Loader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > MAX_DEPTH:
                return True
    except yaml.YAMLError:
        return False  # composing it will say what is wrong, and where
    return False


def _yaml_remedy(problem: str | None) -> str | None:
    if problem and "end of stream" in problem:
        return "What is opened here is not closed: look for a missing quotation mark or bracket."
    if problem and "mapping values are not allowed" in problem:
        return "Put text that holds a colon and a space between quotation marks."
    if (problem and "tab" in problem.lower()) or (problem and "cannot start any token" in problem):
        return "Indent with spaces; put text that begins with a special character between quotation marks."
    return None


@cache
def _shape(record: type) -> dict[str, Any]:
    """Return the fields of a record with their types, in order."""
    return typing.get_type_hints(record, include_extras=True)


def _bare(kind: Any) -> Any:
    """Take `Annotated` and `| None` off a type."""
    if typing.get_origin(kind) is typing.Annotated:
        kind = typing.get_args(kind)[0]
    if typing.get_origin(kind) in (types.UnionType, typing.Union):
        kind = next(part for part in typing.get_args(kind) if part is not type(None))
        return _bare(kind)
    return kind


def _describe(record: type) -> str:
    """Return what a record is, in words: the first line of its docstring."""
    line = (record.__doc__ or record.__name__).strip().split("\n")[0].rstrip(".")
    return line[0].lower() + line[1:]


# ------------------------------------------------------------------ schema

_SCALAR_SCHEMAS = {
    str: {"type": ["string", "number", "boolean"]},
    int: {"type": "integer"},
    When: {"type": ["string", "integer"], "description": "an EDTF date: 2026-01-05, 2026-01, 2026, 2026-01-04/2026-01-07"},
    Ref: {"type": ["string", "number"]},
}


def schema(record: type, *, keyed: bool = False) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a file that holds `record`.

    `keyed`: the file is a mapping of ids to records.
    """
    definitions: dict[str, Any] = {}
    root = _keyed_schema(record, definitions) if keyed else _record_schema(record, definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": _describe(record),
        **root,
        "$defs": dict(sorted(definitions.items())),
    }


def _record_schema(record: type, definitions: dict[str, Any]) -> dict[str, Any]:
    properties, required = {}, []
    for field in fields(record):
        if field.name in ("place", "id"):
            continue
        kind = _shape(record)[field.name]
        words = typing.get_args(kind)[1] if typing.get_origin(kind) is typing.Annotated else None
        described = _type_schema(kind, definitions)
        properties[field.name] = {**described, "description": words} if words else described
        if field.default is MISSING:
            required.append(field.name)
    found = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**found, "required": required} if required else found


def _keyed_schema(record: type, definitions: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": _reference(record, definitions)}


def _reference(record: type, definitions: dict[str, Any]) -> dict[str, Any]:
    name = record.__name__
    if name not in definitions:
        definitions[name] = {}
        definitions[name] = _record_schema(record, definitions)
    return {"$ref": f"#/$defs/{name}"}


def _type_schema(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    kind = _bare(kind)
    if kind == Cites:
        words = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
        return {"type": "object", "additionalProperties": words}
    if typing.get_origin(kind) is Literal:
        return {"enum": list(typing.get_args(kind))}
    if kind in _SCALAR_SCHEMAS:
        return dict(_SCALAR_SCHEMAS[kind])
    if typing.get_origin(kind) is tuple:
        return _many_schema(_bare(typing.get_args(kind)[0]), definitions)
    return _reference(kind, definitions)


def _many_schema(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    if typing.get_origin(kind) is tuple:
        return {"type": "object", "additionalProperties": _type_schema(typing.get_args(kind)[1], definitions)}
    if kind in _SCALAR_SCHEMAS:
        one = _type_schema(kind, definitions)
        return {"anyOf": [one, {"type": "array", "items": one}]}
    if "id" in _shape(kind):
        return _keyed_schema(kind, definitions)
    return {"type": "array", "items": _reference(kind, definitions)}
