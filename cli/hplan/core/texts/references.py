"""The pictures and links in a text's Markdown: found by a scan that knows what is code, and no Pandoc.

It reads as CommonMark does, but for what plans do not have (HTML, code inside lists).
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from hplan.core.document.pictures import PictureError, Trouble, find, kind, on_the_net, pixels, size
from hplan.model.place import Place, Text
from hplan.model.subject import Subject


class Reference(NamedTuple):
    """A picture or a link: `words` in its brackets, `target` as it is meant, `written` as it stands at `at`.

    `broken` where CommonMark sees none: the target has spaces in it.
    """

    picture: bool
    words: str
    target: str
    written: str
    at: Place
    broken: bool = False


class _Found(NamedTuple):
    picture: bool
    words: str
    start: int
    written: str
    end: int
    broken: bool = False


@lru_cache(maxsize=1)  # eight rules ask for the same plan's
def references(subject: Subject) -> tuple[Reference, ...]:
    """Return every picture and link of a plan's texts, in their order."""
    if "](" not in subject.prose and "]:" not in subject.prose:
        return ()
    some = (text for text in subject.texts if "](" in text.value or "]:" in text.value)
    return tuple(found for text in some for found in _placed(subject, text))


def _placed(subject: Subject, text: Text) -> Iterator[Reference]:
    found = sorted(scan(text.value), key=lambda each: each.start)
    # One that leads to nothing stands where its round brackets do.
    written = [(each.start, each.written) if each.written else (each.start - 2, "](") for each in found]
    for each, at in zip(found, subject.places(text, written), strict=True):
        bracketed = each.written.startswith("<") and not each.broken
        target = _plain(each.written[1:-1] if bracketed else each.written)
        yield Reference(each.picture, each.words, target, each.written, at, each.broken)


def pictures(subject: Subject) -> Iterator[Reference]:
    """Yield the pictures of a plan's texts that are read as pictures."""
    return (found for found in references(subject) if found.picture and not found.broken)


class Looked(NamedTuple):
    """A picture, what is wrong with its file, how many bytes it has, and how many pixels across and down."""

    picture: Reference
    trouble: Trouble | None
    bytes: int = 0
    pixels: tuple[int, int] = (0, 0)


@lru_cache(maxsize=1)
def looked_at(subject: Subject) -> tuple[Looked, ...]:
    """Return the pictures of a plan's texts, each with what its file says; each file is looked at once."""
    seen: dict[str, Looked] = {}
    for found in pictures(subject):
        if found.target not in seen:
            seen[found.target] = _look_at(found, subject)
    return tuple(seen[found.target]._replace(picture=found) for found in pictures(subject))


def _look_at(found: Reference, subject: Subject) -> Looked:
    name = found.target
    if on_the_net(name):
        return Looked(found, Trouble.ON_THE_NET)
    if subject.folder is None:  # it came through a pipe: nobody knows where its pictures lie
        return Looked(found, None)
    try:
        path = find(name, subject.folder, subject.root)
        bytes_ = size(path, name)
        with path.open("rb") as file:
            kind(file.read(16), name)
            file.seek(0)
            return Looked(found, None, bytes_, pixels(file))
    except PictureError as error:
        return Looked(found, error.trouble)
    except OSError:
        return Looked(found, Trouble.UNOPENABLE)


def _plain(target: str) -> str:
    """A target without the escapes of Markdown."""
    if "\\" in target:
        target = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", target)
    if "&" in target:
        from html import unescape

        target = unescape(target)
    return target


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    title = r"""(?:\s+(?:"[^"]*"|'[^']*'|\([^()]*\)))?"""
    bare = r"(?:[^\s()<\\]|\\.)(?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.)*\))*"
    return (
        re.compile(r"\\.|!\[|\[|\]|\n[ \t]*\n", re.DOTALL),
        re.compile(rf"\([ \t\n]*+(<[^<>\n]*>|{bare}|){title}[ \t\n]*+\)"),
        re.compile(r"\(([^()<>\n]*\.\w{2,4})[ \t]*(?:\"[^\"\n]*\"[ \t]*)?\)"),
        re.compile(r"^ {0,3}\[((?:[^\[\]\\]|\\.)+)\]:[ \t]*+(?:\n[ \t]*+)?(<[^<>\n]*>|\S+)(?=\s|$)", re.MULTILINE),
        re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]"),
    )


def scan(text: str) -> Iterator[_Found]:
    """Find the pictures and links of a text."""
    if "](" not in text and "]:" not in text:
        return
    text, defined = _definitions(_without_code(text))
    opened: list[re.Match[str]] = []
    closed_before = 0  # links hold no links: brackets that were opened before this are words
    end = 0  # of the last one found: what stands in its target is part of it
    for sign in _patterns()[0].finditer(text):
        if sign.start() < end:
            continue
        if sign[0] in ("[", "!["):
            opened.append(sign)
        elif not sign[0].strip():
            opened.clear()  # nothing goes on after an empty line
        elif sign[0] == "]" and opened:
            start = opened.pop()
            picture = start[0] == "!["
            if not picture and start.start() < closed_before:
                continue
            words = text[start.end() : sign.start()]
            if found := _target(text, sign.end(), picture, words, defined):
                yield found
                end = found.end
                if not picture:
                    closed_before = sign.start()


def _target(text: str, end: int, picture: bool, words: str, defined: dict[str, tuple[int, str]]) -> _Found | None:
    """What the brackets that end here lead to: in the round ones behind them, or where it is defined."""
    _, inline, spaced, _, label = _patterns()
    if found := inline.match(text, end):
        return _Found(picture, words, found.start(1), found[1], found.end())
    if picture and (found := spaced.match(text, end)) and " " in found[1].strip():
        return _Found(True, words, found.start(1), found[1].rstrip(), found.end(), broken=True)
    named = label.match(text, end) if defined else None
    target = defined.get(_folded((named and named[1]) or words)) if defined else None
    return _Found(picture, words, *target, named.end() if named else end) if target else None


def _definitions(text: str) -> tuple[str, dict[str, tuple[int, str]]]:
    """The text with spaces where it defines targets, and where each target stands, by its label."""
    if "]:" not in text:
        return text, {}
    _, _, _, definition, label = _patterns()
    first: dict[str, int] = {}
    for name in label.finditer(text):
        first.setdefault(_folded(name[1]), name.start())
    defined: dict[str, tuple[int, str]] = {}
    for found in definition.finditer(text):
        # As documents are made, a definition that nothing above refers to is words (`[Ansvarlig]: Kari`).
        known = _folded(found[1])
        if first.get(known, found.end()) < found.start() and not known.startswith("^"):
            defined.setdefault(known, (found.start(2), found[2]))
    return definition.sub(lambda found: " " * len(found[0]), text) if defined else text, defined


def _folded(label: str) -> str:
    return " ".join(label.casefold().split())


def _without_code(text: str) -> str:
    """The text with spaces where it has code, in fences, indented or between backticks."""
    lines, fence, before, listed = text.split("\n"), "", "", False
    for number, line in enumerate(lines):
        mark = re.match(r" {0,3}(`{3,}|~{3,})", line)
        if fence or mark:
            if fence and mark and mark[1].startswith(fence) and line.strip() == mark[1]:
                fence = ""
            elif mark and not fence and " " not in line[mark.end() :].strip() and "`" not in line[mark.end() :]:
                fence = mark[1]
            elif not fence:
                continue
            lines[number] = " " * len(line)
        elif line.startswith(("    ", "\t")) and not before.strip() and not listed:
            lines[number] = " " * len(line)
            continue  # the next line of the same code has still an empty one before it
        listed = listed or line.lstrip()[:2] in {"- ", "* ", "+ "} or line.lstrip()[:1].isdigit()
        before = line
    text = "\n".join(lines)
    return "\n\n".join(_without_spans(part) for part in text.split("\n\n")) if "`" in text else text


def _without_spans(paragraph: str) -> str:
    """A paragraph with spaces where it has code between as many backticks before as after."""
    runs = list(re.finditer("`+", paragraph))
    ends: dict[int, int] = {}
    following = []  # for each run, the next one that is as long
    for number in range(len(runs) - 1, -1, -1):
        following.append(ends.get(len(runs[number][0]), 0))
        ends[len(runs[number][0])] = number
    following.reverse()
    parts, done, number = [], 0, 0
    while number < len(runs):
        if (end := following[number]) and paragraph[runs[number].start() - 1 : runs[number].start()] != "\\":
            start, stop = runs[number].start(), runs[end].end()
            parts += [paragraph[done:start], " " * (stop - start)]
            done, number = stop, end
        number += 1
    return "".join([*parts, paragraph[done:]])
