"""Build ``tests/forms``: the plans of five branches, typed into templates that nobody has tuned an importer to.

``python scripts/forms.py`` writes what is made here, the same bytes every time; ``--office`` writes the ODT and PDF
files too (or name one), through LibreOffice, which dates them: do that only when a form is changed, and commit them.
What is in the files comes from the keys (see ``form_keys``): change a word there and write all again.
"""

import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from form_blocks import Block, Cell, Layout
from form_changes import red, tracked
from form_docx import BOLD_HEADS, LARGER, Dress, document
from form_keys import FOLDER, forms, key
from form_kinds import Form, text, word
from form_text import mail, markdown, plain, spoil, torn, word_html
from forms_second import SECOND

NATIONAL, STRATEGIES = "Nasjonale mål 2026 – 2027:", "Strategier 2026 – 2027"
NN_SITUATION = ("Område", "Situasjonen no", "Utfordringar på kort sikt", "Utfordringar på lang sikt")
# Not in the lists of Ås, without a word on why.
AAS = {"unprinted": ("utdanningslopet", "ki")}
ADOPTED = ("Handlingsplan 2026–2027", "{name}, {county}", "Vedtatt på årsmøtet {meeting}")
NN_TITLE = ("Handlingsplan for {name} 2026–2027", "{county}", "Innstilling frå styret til årsmøtet {meeting}")
BACKWARDS = ("digitalisering", "arbeidsliv", "tariffmakt", "alliansebygging", "offentlige_tjenester", "heltid")


def with_broken_letters(laid: list[Block]) -> bytes:
    """A DOCX with letters that a font table has turned into others, for LibreOffice to print."""

    def spoilt(block: Block, seed: int) -> Block:
        rows = tuple(tuple(spoilt_cell(cell, seed) for cell in row) for row in block.rows)
        return block._replace(text=spoil(block.text, 7, seed), rows=rows)

    def spoilt_cell(cell: Cell, seed: int) -> Cell:
        return None if cell is None else [spoilt(block, seed) for block in cell]

    dress = Dress(
        header="Fagforbundet Ås – handlingsplan", footer="Side {page}", font="Carlito", soft_hyphens=True, **LARGER
    )  # fmt: skip
    return document([spoilt(block, number) for number, block in enumerate(laid)], dress)


MAIL_HEAD = """Fra: Sekretæren <sekretar@fagforbundet-as.example>
Til: Fylkeskretsen <post@krets.example>
Dato: 21. januar 2026
Emne: SV: Handlingsplan"""
MAIL_ANSWER = (
    "Hei! Under ligger planen slik styret behandlet den i går. Word-filen får jeg ikke åpnet. Vennlig hilsen Kari"
)

TRACKED = tracked(
    inserted={
        " og en i november": "",
        "Delta på Finnmarks uka med LO.": "Faller denne på samme tid som landsmøtet i yrkesseksjonen?",
        "Foreningen skal ha 3 dedikerte Fane 2 ansvarlige for oppfølging av medlemmene": "Hvem spør vi?",
    },
    deleted={
        "Kartlegge vervepotensial": "Snarest råd ",
        "skal økes": "bør ",
        "gagner medlemer": "kanskje ",
    },
    gone={"Delta aktivt på 1 mai": "Arrangere busstur til Rovaniemi i oktober"},
)

FORMS: dict[str, Form] = {
    "aas-staende.docx": Form(
        Layout(
            area="Område {n}: {area}", goal="Mål {n}.{m} {goal}", national=NATIONAL, strategies=STRATEGIES, **AAS
        ),
        word(header="Fagforbundet Ås – handlingsplan", footer="Side {page}"),
    ),
    "aas-fete-avsnitt.docx": Form(
        Layout(
            title=("HANDLINGSPLAN", "{name}", "2026 og 2027"),
            intro="Om planen",
            situation="bullets",
            situation_head="Hvor står vi?",
            situation_columns=("", "Nå", "På kort sikt", "På lang sikt"),
            area="{n} {area}",
            own="Egne mål for fagforeningen",
            local="Egne mål på dette området",
            **AAS,
        ),
        word(styles=BOLD_HEADS, capitals=(0, 1, 2), typed_points="- ", font="Times New Roman"),
    ),
    "aas-to-kolonner.docx": Form(
        Layout(
            intro="Forord", area="Prioritert område: {area}", body="pairs", merged=True, row_title=True,
            head=("Nasjonalt mål", "Slik gjør vi det hos oss"), own="Lokale mål", **AAS,
        ),
        word(landscape=True, font="Verdana"),
    ),
    "aas-omrokkert.docx": Form(
        Layout(
            order=BACKWARDS, reverse=True, area="{roman} {area}", goal="Delmål {letter}) {goal}", national="Mål:",
            strategies="Strategi:", point="1.", own="{roman} Lokale mål", situation_head="Kartlegging", **AAS,
        ),
        word(text_columns=1, font="Georgia", shade=""),
    ),
    "aas-pdf-tekst.txt": Form(
        Layout(national=NATIONAL, strategies=STRATEGIES, row_title=True, priorities="Strategiplan 2026-2027", **AAS),
        text(
            lambda laid: torn(
                laid, width=88, page=44, hyphens=True, broken=6,
                header="Fagforbundet Ås   Handlingsplan 2026–2027", footer="Side {n} av {all}",
            )
        ),
    ),
    "aas-epost.txt": Form(
        Layout(area="{n}. {area}", goal="{n}.{m} {goal}", situation="bullets", **AAS),
        text(lambda laid: mail(plain(laid, width=70, rule="", point="* ", caps=True), MAIL_HEAD, MAIL_ANSWER), "\r\n"),
    ),
    "aas-ligaturer.pdf": Form(
        Layout(national=NATIONAL, strategies=STRATEGIES, goal="{n}.{m} {goal}", **AAS), with_broken_letters, office=True
    ),
    "aas-liste.md": Form(
        Layout(
            area="Område {n}. {area}", goal="Mål {m}: {goal}", national="Nasjonale mål", strategies="Strategier",
            point="1.", **AAS,
        ),
        text(markdown),
    ),
    "sv-tabell-per-omrade.docx": Form(
        Layout(
            body="rows", torn=True, national=NATIONAL, strategies=STRATEGIES, whole_list=True, row_title=True,
            priorities="Strategiplan 2026-2027",
        ),
        word(),
    ),
    "sv-nummerert.docx": Form(
        Layout(
            situation="bullets", area="Innsatsområde {roman} – {area}", goal="{n}.{m}.1 {goal}", point="1.",
            national="De nasjonale målene", whole_list=True,
        ),
        word(capitals=(2,), font="Arial", alt="", styles={"head3": "Heading 5"}),
    ),
    "sv-delmal.odt": Form(
        Layout(goal="Delmål {n}.{m}: {goal}", row_title=True, situation_head="Dagens situasjon"),
        word(footer="Fagforbundet Sør-Varanger, side {page}", font="Liberation Serif"),
        office=True,
    ),
    "sv-tekstbokser.docx": Form(
        Layout(area="Område {n} {area}", goal="{goal}", intro="Innledning"),
        word(boxes=(2, 3), text_columns=1),
    ),
    "sv-kolonner.txt": Form(
        Layout(body="pairs", area="{n} {area}", head=("Mål", "Tiltak"), row_title=True),
        text(
            lambda laid: torn(
                laid, width=100, page=50, hyphens=True, broken=2,
                header="Handlingsplan   Fagforbundet Sør-Varanger", footer="{n}",
            )
        ),
    ),
    "sv-spalter.pdf": Form(
        Layout(
            area="{n} {area}", goal="{n}.{m} {goal}", situation="bullets", whole_list=True, national="Nasjonale mål"
        ),
        word(
            text_columns=2, soft_hyphens=True, font="Carlito", typed_points="• ", **LARGER,
            header="Handlingsplan 2026–2027", footer="Fagforbundet Sør-Varanger {page}",
        ),
        office=True,
    ),
    "sv-sporing.docx": Form(
        Layout(goal="Mål {roman}) {goal}", national=NATIONAL, strategies=STRATEGIES, whole_list=True),
        word(finish=TRACKED),
    ),
    "st-oppfolging.docx": Form(
        Layout(
            title=ADOPTED, area="{n}. {area}", goal="{n}.{m} {goal}", body="columns", merged=True,
            head=("Nasjonalt mål", "Tiltak", "Ansvarlig", "Frist", "Indikator", "Kostnad", "Status"),
            columns=("tiltak", "ansvarlig", "frist", "indikator", "kostnad", "status"),
            money="kr {thousands}",
        ),
        word(landscape=True),
    ),
    "st-tiltaksliste.docx": Form(
        Layout(
            title=ADOPTED, area="Hovedmål {n} {area}", goal="{m}) {goal}", body="columns",
            head=("Delmål", "Hva", "Hvem", "Når", "Hvor langt"), columns=("tiltak", "ansvarlig", "frist", "status"),
            day="{d.day}. {month} {d.year}", national="Fra strategiplanen", situation="bullets",
        ),
        word(styles=BOLD_HEADS, finish=red, font="Arial"),
    ),
    "st-nettside.html": Form(
        Layout(
            title=ADOPTED, goal="{n}.{m} {goal}", body="columns", head=("Mål", "Frist", "Tiltak", "Ansvar", "Budsjett"),
            columns=("frist", "tiltak", "ansvarlig", "kostnad"), day="{d.day}.{d.month}.{d.year}",
            money="{thousands},-", strategies="Strategier",
        ),
        lambda laid: word_html(laid, "windows-1252"),
    ),
    "st-tabell.pdf": Form(
        Layout(
            title=ADOPTED, body="columns", head=("Mål", "Tiltak", "Ansvarlig", "Frist", "Målt ved"),
            columns=("tiltak", "ansvarlig", "frist", "indikator"),
        ),
        word(landscape=True, font="Liberation Sans", footer="Side {page}", header="Fagforbundet Storelva sykehus"),
        office=True,
    ),
    "st-word97.docx": Form(
        Layout(
            title=("Handlingsplan", "{name}"), intro="Litt om oss", area="{n}) {area}", goal="{letter}. {goal}",
            local="Vårt eget mål", own="Våre egne mål",
        ),
        word(
            font="Times New Roman",
            made_styles=(
                ("Stil1", "Normal", 22, True),
                ("Overskr. omr", "Normal", 15, True), ("Mellomtittel", "Normal", 11, True),
                ("Brødtekst innrykk 2", "Normal", 10, False), ("Punktmerket liste 3 Char", "List Bullet", 10, False),
            ),
            styles={
                "title": "Stil1", "head1": "Overskr. omr", "head2": "Overskr. omr", "head3": "Mellomtittel",
                "head4": "Mellomtittel", "para": "Brødtekst innrykk 2", "item": "Punktmerket liste 3 Char",
            },
        ),
    ),
    "sk-nynorsk.docx": Form(
        Layout(
            title=NN_TITLE, intro="Innleiing", situation_head="Kvar vi står", situation_columns=NN_SITUATION,
            nynorsk=True,
            area="Innsatsområde {n}: {area}", goal="{n}.{m} {goal}", body="columns", local="Eige mål på området",
            own="Eigne mål", head=("Mål", "Tiltak", "Ansvarleg", "Frist", "Kostnad"),
            columns=("tiltak", "ansvarlig", "frist", "kostnad"), money="{thousands} kr",
        ),
        word(landscape=True, font="Cambria"),
    ),
    "sk-linje.odt": Form(
        Layout(
            title=NN_TITLE, intro="Innleiing", situation_head="Stoda i dag", situation_columns=NN_SITUATION,
            area="Område {n} – {area}", goal="Mål {n}.{m}: {goal}", national="Nasjonale mål i perioden",
            strategies="Strategiar", local="Lokalt mål", own="Lokale mål",
        ),
        word(font="Liberation Serif"),
        office=True,
    ),
    "sk-notat.txt": Form(
        Layout(
            title=NN_TITLE, intro="Kven vi er", situation="bullets", situation_head="Kvar vi står",
            situation_columns=("", "No", "Snart", "Lenger fram"), nynorsk=True,
            area="{n}. {area}", goal="{letter}) {goal}",
            point="1.", local="Dette vil vi sjølve", own="{n}. Det vi elles vil",
        ),
        text(lambda laid: plain(laid, width=68), "\r\n"),
    ),
    "sk-tabell.md": Form(
        Layout(
            title=NN_TITLE, intro="Innleiing", situation_head="Situasjon og utfordringar",
            situation_columns=NN_SITUATION,
            body="columns", head=("Nasjonalt mål", "Kva vi gjer", "Kven", "Innan"),
            columns=("tiltak", "ansvarlig", "frist"), day="{d.day}. {month} {d.year}",
            local="Lokale mål", own="Lokale mål for heile fagforeininga", reverse=True,
        ),
        text(markdown),
    ),
    **SECOND,
}  # fmt: skip


def made(name: str) -> bytes:
    """What this script makes of a form: the file itself, or the DOCX that LibreOffice is to turn into it."""
    form = FORMS[name]
    return form.write(form.lay(key(name), replace(form.layout, wording=forms()[name].get("wording", {}))))


def through_office(name: str, folder: Path) -> None:
    """Let LibreOffice turn the DOCX of a form into what the form is."""
    stem, _, suffix = name.rpartition(".")
    with tempfile.TemporaryDirectory() as work:
        source = Path(work) / f"{stem}.docx"
        source.write_bytes(made(name))
        profile = f"-env:UserInstallation={(Path(work) / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", suffix, "--outdir", str(folder), str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)


def main() -> None:
    """Write the forms."""
    for name, form in FORMS.items():
        if not form.office:
            (FOLDER / name).write_bytes(made(name))
        elif "--office" in sys.argv[1:] or name in sys.argv[1:]:
            through_office(name, FOLDER)


if __name__ == "__main__":
    main()
