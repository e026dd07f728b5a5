"""The second set of forms: made when five of the first had been tuned to, by somebody who had not seen the importer."""

import form_second as lay
import form_second_more as more
from form_blocks import Layout
from form_controls import boxes, template
from form_docx import BOLD_HEADS
from form_kinds import Form, text, word
from form_text import plain
from form_web import forwarded, page, wiki

AAS = Layout(unprinted=("utdanningslopet", "ki"))
NYNORSK = Layout(nynorsk=True)
MAIL_HEAD = """Fra: Tove Lund <tove.lund@krets.example>
Til: Handlingsplaner <planer@krets.example>
Kopi: Leder Sør-Varanger
Sendt: tirsdag 3. februar 2026 14:12
Emne: VS: Planen vår

Hei, her kommer den siste jeg har fått inn. Jeg har skrevet en kommentar midt i.

Tove

> Fra: Fagforbundet Sør-Varanger <post@sorvaranger.example>
> Sendt: fredag 30. januar 2026 09:47
> Emne: Planen vår"""
MAIL = {
    "between": "Jeg lurer på om dere kan sette en dato her? Tove",
    "answer": "> Hei Tove. Vi limer inn hele planen, siden vedlegget ble for stort.",
    "sign": "Tove Lund\nRådgiver i kretsen\nTelefon 90 00 00 00\nTenk på miljøet før du skriver ut",
}

SECOND: dict[str, Form] = {
    "he-stor-tabell.docx": Form(
        Layout(), word(landscape=True, font="Tahoma", styles=BOLD_HEADS, shade="D9E2F3"), lay=lay.one_table
    ),
    "he-tabell-per-mal.docx": Form(Layout(), word(font="Cambria", shade="EEEEEE"), lay=lay.table_for_each_goal),
    "he-avkryssing.docx": Form(
        Layout(),
        word(styles=BOLD_HEADS, capitals=(1,), finish=boxes, font="Segoe UI", footer="Sjekkliste side {page}"),
        lay=lay.ticked,
    ),
    "he-sporsmal.odt": Form(Layout(), word(font="Liberation Sans"), office=True, lay=lay.questions),
    "he-nettside.html": Form(Layout(), page, lay=more.web),
    "aas-liggende.docx": Form(
        AAS,
        word(
            landscape=True, font="Garamond", typed_points="→ ", header="Fagforbundet Ås | side for årsmøtet",
            made_styles=(
                ("FF Områdetittel", "Normal", 18, False), ("FF Det vi vil", "Normal", 12, False),
                ("FF Brødtekst", "Normal", 10, False),
            ),
            styles={
                "head2": "FF Områdetittel", "head3": "FF Det vi vil", "para": "FF Brødtekst", "bold": "FF Brødtekst",
            },
        ),
        lay=lay.situation_in_areas,
    ),
    "aas-maldokument.docx": Form(
        AAS, word(finish=template, header="Mal for handlingsplan"), lay=lay.template_fields
    ),
    "sk-delmal.odt": Form(
        NYNORSK, word(font="Liberation Serif", footer="{page}", styles={"head2": "Heading 4"}),
        office=True, lay=lay.letter_and_tabs,
    ),
    "sk-sist.docx": Form(Layout(), word(font="Arial", footer="Side {page}"), lay=lay.situation_last),
    "sv-linjefri.pdf": Form(
        Layout(row_title=True),
        word(
            table_style="Normal Table", shade="", font="Liberation Serif", landscape=True,
            header="Fagforbundet Sør-Varanger", footer="{page}", styles={"bold": "Normal"},
        ),
        office=True, lay=more.pairs,
    ),
    "sv-videresendt.txt": Form(
        Layout(),
        text(lambda laid: forwarded(plain(laid, width=66, rule="*", point="· "), MAIL_HEAD, **MAIL), "\r\n"),
        lay=more.forwarded,
    ),
    "st-brosjyre.pdf": Form(
        Layout(),
        word(
            text_columns=2, font="Carlito", header="FAGFORBUNDET  omtanke  solidaritet  samhold",
            footer="Handlingsplan for Storelva sykehus – side {page}",
            made_styles=(("Hvem", "Normal", 9, False),), styles={"fields": "Hvem"},
        ),
        office=True, lay=more.leaflet,
    ),
    "st-wiki.md": Form(Layout(), text(wiki), lay=more.wiki),
    "st-skjema.docx": Form(Layout(), word(font="Times New Roman", shade="F2F2F2"), lay=more.form_to_fill),
}  # fmt: skip
