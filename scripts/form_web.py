"""Writes blocks as a page of a website with all that is around it, as a list in a wiki, and as a mail that went far."""

from collections.abc import Iterable, Iterator
from html import escape

from form_blocks import Block

TOP = """<!DOCTYPE html>
<!-- saved from url=(0055)https://fagforbundet-heiland.example/om-oss/handlingsplan -->
<html lang="nb"><head><meta charset="utf-8"><title>Handlingsplan 2026–2027 | Fagforbundet Heiland</title>
<link rel="stylesheet" href="./Handlingsplan_files/style.css"><style>.skip{position:absolute}</style>
<script>window.dataLayer = window.dataLayer || []; function gtag(){dataLayer.push(arguments);}</script></head>
<body class="page-template-default page page-id-48"><a class="skip" href="#main">Hopp til innhold</a>
<div id="cookie-banner" role="dialog"><h2>Vi bruker informasjonskapsler</h2>
<p>Noen er nødvendige, andre hjelper oss å forstå hvordan siden brukes.</p>
<button>Godta alle</button><button>Bare nødvendige</button></div>
<header class="site-header"><div class="logo"><a href="/">Fagforbundet Heiland</a></div>
<form role="search"><label>Søk<input type="search"></label><button>Søk</button></form>
<nav class="main-menu"><ul><li><a href="/">Hjem</a></li><li><a href="/aktuelt">Aktuelt</a></li>
<li><a href="/medlem">Bli medlem</a></li><li><a href="/om-oss">Om oss</a><ul><li><a href="/styret">Styret</a></li>
<li><a href="/tillitsvalgte">Tillitsvalgte</a></li><li><a href="/handlingsplan">Handlingsplan</a></li></ul></li>
<li><a href="/kontakt">Kontakt oss</a></li></ul></nav></header>
<div class="breadcrumbs"><a href="/">Hjem</a> › <a href="/om-oss">Om oss</a> › <span>Handlingsplan</span></div>
<main id="main"><article class="entry">
"""
BOTTOM = """<div class="share"><span>Del siden:</span> <a href="#">Facebook</a>
<a href="#">E-post</a> <a href="#">Skriv ut</a></div>
</article></main>
<aside class="sidebar"><section><h3>Siste nytt</h3><ul><li><a href="/1">Velkommen til medlemsmøte på torsdag</a></li>
<li><a href="/2">Streik i barnehagene: Dette må du vite</a></li>
<li><a href="/3">Påskequiz for hele familien</a></li></ul></section>
<section><h3>Kontortid</h3><p>Mandag og onsdag klokka 10 til 14</p></section></aside>
<footer class="site-footer"><p>Fagforbundet Heiland, Storgata 4, 9999 Heiland</p>
<p><a href="/personvern">Personvern</a> <a href="/cookies">Informasjonskapsler</a></p>
<p>© Fagforbundet. Nettsiden er laget i WordPress.</p>
</footer></body></html>
"""


def page(blocks: list[Block]) -> bytes:
    """A page as a browser saves it: menus, a banner, news and a footer around the plan."""
    menu = "".join(f"<li><a href='#a{n}'>{escape(one.text)}</a></li>" for n, one in enumerate(_of(blocks, "menu"), 1))
    lines = [TOP, *_front(blocks), f'<nav class="toc"><p>På denne siden</p><ul>{menu}</ul></nav>']
    listed = False
    for block in blocks:
        if listed != (block.kind == "item"):
            lines.append("</ul>" if listed else '<ul class="wp-block-list">')
            listed = not listed
        lines += _element(block)
    return "\n".join([*lines, "</ul>" if listed else "", BOTTOM]).encode()


def _of(blocks: Iterable[Block], kind: str) -> list[Block]:
    return [block for block in blocks if block.kind == kind]


def _front(blocks: list[Block]) -> Iterator[str]:
    yield f'<h1 class="entry-title">{_of(blocks, "title")[0].text}</h1>'
    yield '<p class="meta">Publisert <time datetime="2026-02-20">20.02.2026</time> av Sekretær</p>'
    yield '<p class="meta">Innstilling til årsmøtet 5. mars 2026. Fagforbundet i Agder.</p>'
    yield f'<p class="lead"><strong>{escape(_of(blocks, "lead")[0].text)}</strong></p>'


def _element(block: Block) -> Iterator[str]:
    text = escape(block.text, quote=False)
    if block.kind == "head":
        yield f'<h{block.level} class="wp-block-heading">{text}</h{block.level}>'
    elif block.kind == "item":
        small = "<br>".join(escape(line, quote=False) for line in block.look.split("\n") if line)
        yield f"<li>{text}<br><small>{small}</small></li>"
    elif block.kind == "table":
        yield '<figure class="wp-block-table"><table><thead>'
        for number, row in enumerate(block.rows):
            tag = "td" if number else "th"
            inner = ("<br>".join(escape(part.text, quote=False) for part in cell or []) for cell in row)
            yield f"<tr>{''.join(f'<{tag}>{one}</{tag}>' for one in inner)}</tr>"
            yield "" if number else "</thead><tbody>"
        yield "</tbody></table></figure>"
    elif block.kind == "para":
        yield f"<p>{text}</p>"


def wiki(blocks: Iterable[Block]) -> str:
    """Markdown of a wiki: points within points, by their level."""
    lines: list[str] = []
    for block in blocks:
        if block.kind == "item":
            if lines and not lines[-1].lstrip().startswith("- "):
                lines.append("")
            lines.append(f"{'    ' * (block.level - 1)}- {block.text}")
            continue
        level = {"title": 1, "head": block.level + 1}.get(block.kind, 0)
        lines += ["", f"{'#' * level} {block.text}" if level else block.text]
    return "\n".join(lines).strip() + "\n"


def forwarded(text: str, head: str, between: str, answer: str, sign: str) -> str:
    """A mail sent on twice: the plan is quoted two deep, a remark stands in the middle of it, a signature below."""
    lines = text.rstrip().split("\n")
    half = next(at for at in range(len(lines) // 2, len(lines)) if lines[at].startswith("MÅL 5.2")) - 1
    quoted = [f">> {line}".rstrip() for line in lines]
    quoted[half:half] = ["> ", f"> {between}", "> "]
    return "\n".join([head, "", answer, "", "> Fra styret:", ">", *quoted, "", "-- ", sign, ""])
