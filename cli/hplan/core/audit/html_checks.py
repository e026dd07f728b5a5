"""The checks of a page of HTML. What only a browser can see (the whole cascade of colours) is left to axe-core."""

import re
from collections import Counter
from collections.abc import Iterator

from hplan.core.audit.check import Register, heading_order, language, quoted
from hplan.core.audit.colours import CONTRAST, ENOUGH, contrast, shown
from hplan.core.audit.css import pairs
from hplan.core.audit.html_read import Node, Page, read
from hplan.i18n import N_, Message

CHECKS = Register("html", read)
TEMPLATE = N_("Does the workspace have templates of its own? See to them; otherwise report it.")
_EMPTY_LINKS = {
    "her",
    "klikk her",
    "klikk",
    "les mer",
    "mer",
    "lenke",
    "link",
    "here",
    "click here",
    "read more",
    "more",
}


@CHECKS("language", N_("The page says that it is in Norwegian or Sámi."), TEMPLATE,
        "WCAG 2.2: 3.1.1 · EN 301 549: 9.3.1.1")  # fmt: skip
def _language(page: Page) -> Iterator[Message]:
    yield from language(page.tagged("html")[0].get("lang"))


@CHECKS("title", N_("The page has a title."), TEMPLATE, "WCAG 2.2: 2.4.2 · EN 301 549: 9.2.4.2")
def _title(page: Page) -> Iterator[Message]:
    if not any(node.text for node in page.tagged("title") if any(up.tag == "head" for up in node.above())):
        yield Message(N_("the page has no title"))


@CHECKS("one-h1", N_("The page has one heading on level 1: its title."), TEMPLATE, "WCAG 2.2: 1.3.1, 2.4.6")
def _one_h1(page: Page) -> Iterator[Message]:
    count = len(page.tagged("h1"))
    if count != 1:
        yield Message.of(N_("the number of headings on level 1 is {count}, and should be 1"), count=count)


@CHECKS("headings", N_("Headings begin on level 1, jump over no level and are not empty."), TEMPLATE,
        "WCAG 2.2: 1.3.1, 2.4.6 · EN 301 549: 9.1.3.1")  # fmt: skip
def _headings(page: Page) -> Iterator[Message]:
    tags = ("h1", "h2", "h3", "h4", "h5", "h6")
    yield from heading_order([(int(node.tag[1]), node.text) for node in page.tagged(*tags)])


@CHECKS("landmarks", N_("The page has one main, and a nav, a header and a footer outside it; several navs have names."),
        TEMPLATE, "WCAG 2.2: 1.3.1, 2.4.1")  # fmt: skip
def _landmarks(page: Page) -> Iterator[Message]:
    found = Counter(node.tag for node in page.elements if not any(up.tag == "main" for up in node.above()))
    for tag in ("main", "nav", "header", "footer"):
        if not found[tag] or (tag == "main" and found[tag] > 1):
            message = N_("the number of the landmark <{tag}> is {count}")
            yield Message.of(message, tag=tag, count=found[tag])
    navs = page.tagged("nav")
    if len(navs) > 1 and not all(nav.get("aria-label") or nav.get("aria-labelledby") for nav in navs):
        yield Message(N_("there are several <nav>, and not all have names"))


@CHECKS("skip-link", N_("The first link leads past the navigation, to what the page is about."), TEMPLATE,
        "WCAG 2.2: 2.4.1 · EN 301 549: 9.2.4.1")  # fmt: skip
def _skip_link(page: Page) -> Iterator[Message]:
    reached = (node for node in page.tagged("a", "button", "input", "textarea", "select") if _focused(node))
    first = next(reached, None)
    mains = {node.get("id") for node in page.tagged("main")} - {""}
    if first is None or first.get("href").removeprefix("#") not in mains:
        yield Message(N_("the first link does not lead to <main>"))


def _focused(node: Node) -> bool:
    return node.tag != "a" or bool(node.get("href"))


@CHECKS("picture-alt", N_("Every picture has a text for whoever does not see it."),
        N_("Describe the picture in the plan, between the brackets: ![what it shows](the-file.png)"),
        "WCAG 2.2: 1.1.1 · EN 301 549: 9.1.1.1")  # fmt: skip
def _picture_alt(page: Page) -> Iterator[Message]:
    for number, picture in enumerate(page.tagged("img"), 1):
        if not picture.get("alt") and picture.get("role") not in ("presentation", "none"):
            yield Message.of(N_("picture number {number} has no text"), number=number)


@CHECKS("table-scope", N_("Every table has headings, and each says whether it is of a column or a row."),
        N_("A table of the plan begins with a line of headings, | what | when |, and a line of dashes, |---|---|."),
        "WCAG 2.2: 1.3.1 · EN 301 549: 9.1.3.1")  # fmt: skip
def _table_scope(page: Page) -> Iterator[Message]:
    for number, table in enumerate(page.tagged("table"), 1):
        heads = [node for node in table.all() if node.tag == "th" and _table_of(node) is table]
        if not any(head.text for head in heads):
            yield Message.of(N_("table number {number} has no headings"), number=number)
        for head in heads:
            if head.get("scope") not in ("col", "row", "colgroup", "rowgroup"):
                message = N_("the heading “{text}” of table number {number} does not say its scope")
                yield Message.of(message, text=quoted(head.text), number=number)


def _table_of(node: Node) -> Node | None:
    return next((up for up in node.above() if up.tag == "table"), None)


@CHECKS("ids", N_("No two elements have the same id, and every link within the page leads to one."), TEMPLATE,
        "HTML, the id attribute · WCAG 2.2: 1.3.1, 2.4.4")  # fmt: skip
def _ids(page: Page) -> Iterator[Message]:
    ids = Counter(node.get("id") for node in page.elements if "id" in node.attributes)
    for name, count in ids.items():
        if count > 1:
            yield Message.of(N_("the id “{id}” stands {count} times"), id=name, count=count)
    for link in page.tagged("a"):
        target = link.get("href")
        if target.startswith("#") and target != "#" and _unescaped(target[1:]) not in ids:
            yield Message.of(N_("the link “{text}” leads nowhere"), text=quoted(link.text))


def _unescaped(target: str) -> str:
    from urllib.parse import unquote

    return unquote(target)


@CHECKS("link-text", N_("The words of a link say where it leads."),
        N_("Write in the plan what the link leads to: [the report of 2025](https://…), not [here](https://…)."),
        "WCAG 2.2: 2.4.4 · EN 301 549: 9.2.4.4")  # fmt: skip
def _link_text(page: Page) -> Iterator[Message]:
    for link in page.tagged("a"):
        said = link.get("aria-label") or link.text
        if link.get("href") and (not said or said.lower().strip(" .:→»") in _EMPTY_LINKS):
            yield Message.of(N_("the link to {target} says only “{text}”"), target=link.get("href"), text=said)


@CHECKS("labels", N_("Every field that can be filled in has a name."), TEMPLATE,
        "WCAG 2.2: 1.3.1, 3.3.2, 4.1.2 · EN 301 549: 9.4.1.2")  # fmt: skip
def _labels(page: Page) -> Iterator[Message]:
    named = {label.get("for") for label in page.tagged("label") if label.text}
    for number, field in enumerate(page.tagged("input", "textarea", "select"), 1):
        around = any(up.tag == "label" and up.text for up in field.above())
        if not (around or field.get("id") in named or field.get("aria-label") or field.get("aria-labelledby")):
            yield Message.of(N_("field number {number} has no name"), number=number)


@CHECKS("contrast",
        N_("Letters and ground that one rule of the style sheet sets have a contrast of 4.5 to 1, in light and dark."),
        N_("Change one of the colours in the style sheet, or in the workspace’s hplan.toml."),
        "WCAG 2.2: 1.4.3 · EN 301 549: 9.1.4.3")  # fmt: skip
def _contrast(page: Page) -> Iterator[Message]:
    style = "\n".join("".join(map(str, node.children)) for node in page.tagged("style"))
    for pair in pairs(style):
        ratio = contrast(pair.colour, pair.ground)
        if ratio < ENOUGH:
            facts = {"colour": pair.colour, "ground": pair.ground, "ratio": shown(ratio), "needed": f"{ENOUGH:g}"}
            yield Message.of(CONTRAST, where=pair.where, **facts)


_LOADING = ("src", "srcset", "poster", "data", "background", "action", "formaction", "xlink:href", "manifest")
_LOADED_BY_CSS = re.compile(r"@import\b|url\(\s*['\"]?\s*(?!data:|#)", re.IGNORECASE)


@CHECKS("self-contained", N_("The page loads nothing from elsewhere, sends nothing and runs no program."), TEMPLATE,
        "")  # fmt: skip
def _self_contained(page: Page) -> Iterator[Message]:
    for node in page.elements:
        for name in _LOADING:
            if (value := node.get(name)) and not value.lower().startswith(("data:", "#")):
                yield Message.of(N_("<{tag}> loads {target}"), tag=node.tag, target=value)
        if node.tag in ("script", "iframe", "object", "embed", "link", "base") or _runs(node):
            yield Message.of(N_("<{tag}> loads or runs something"), tag=node.tag)
        css = "".join(map(str, node.children)) if node.tag == "style" else node.get("style")
        if _LOADED_BY_CSS.search(css):
            yield Message.of(N_("the style of <{tag}> loads something"), tag=node.tag)


def _runs(node: Node) -> bool:
    """Whether it has code for an event, a link that is a program, or leads the browser elsewhere by itself."""
    link = re.sub(r"[\s\x00-\x1f]", "", node.get("href")).lower()
    leads = node.tag == "meta" and node.get("http-equiv").lower() == "refresh"
    return (
        leads
        or link.startswith(("javascript:", "vbscript:", "data:"))
        or any(n.startswith("on") for n in node.attributes)
    )
