"""Texts of every form in a document that came back: lists in them, numbers, and how the plan file writes them."""

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import pytest

from hplan.model.plan import Stage
from tests.test_round_trip import Desk, after, changed_lines, drop, edit, find, saved_anew, say
from tests.test_round_trip_edits import heading

Word = "docx.document.Document"

PLAN = """\
strategiplan: "2026-2027"
fagforening: {navn: Fagforbundet Prøve}
språk: nb
fase: vedtatt
årsmøte: 2026-02-12
nåsituasjon:
  - område: heltid
    nå: Mange har deltid
  - område: heltid  # to rader om det samme
    nå: |
      Slik er det.

      1. For få hele stillinger
handlingsplan:
  tariffmakt:
    organisasjonsgrad: |-
      > Vedtaket fra styret.

      Vi følger det opp.

      - alle klubber
    yrkesaktive:
      - |
        - besøke helse
        - besøke oppvekst

        Begge hver høst.
      - |+
        1. først kurs
        2. så møte

        - for unge

      - >-
        Ringe nye
        medlemmer
    tillitsvalgte_privat: |
      Slik gjør vi det:

      1. velge
      2. skolere
         - på kveldstid
      3. takke
    lokale_mål:
      - mål: Synlig i hverdagen
        tiltak:
          - Stå på stand
          - |
            - plakater i helse
            - plakater i oppvekst
      - mål: Åpent kontor
        tekst: Det er åpent.
  heltid:
    heltidskultur:  # behold denne
      - Kartlegge deltid
    lokale_mål:
      - Hele stillinger i turnus
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "sted", PLAN)


@pytest.mark.parametrize("kind", ["docx", "md"])
@pytest.mark.parametrize("stage", Stage, ids=str)
def test_local_goals_of_two_areas_stay_in_their_own(kind: str, stage: Stage, desk: Desk) -> None:
    assert not desk.back(saved_anew(desk.render(kind, stage), kind), kind)


def test_a_heading_that_two_areas_have_may_lose_its_style(desk: Desk) -> None:
    def change(d: Word) -> None:
        heading(d, "Lokale mål for perioden").style = d.styles["Normal"]

    assert not desk.back(edit(desk.render("docx"), change))


WORDS = [
    ("Vi følger det", "Styret følger det", "-      Vi følger det opp.\n+      Styret følger det opp."),
    ("alle klubber", "hver klubb", "-      - alle klubber\n+      - hver klubb"),
    ("besøke helse", "ringe helse", "-        - besøke helse\n+        - ringe helse"),
    ("Begge hver høst", "Begge hver vår", "-        Begge hver høst.\n+        Begge hver vår."),
    ("så møte", "så fest", "-        2. så møte\n+        2. så fest"),
    ("for unge", "for alle", "-        - for unge\n+        - for alle"),
    ("Ringe nye", "Skrive til nye", "-        Ringe nye\n-        medlemmer\n+        Skrive til nye medlemmer"),
    ("For få hele", "For mange halve", "-      1. For få hele stillinger\n+      1. For mange halve stillinger"),
    ("plakater i helse", "plakater i skolen", "-            - plakater i helse\n+            - plakater i skolen"),
    ("Det er åpent", "Det er stengt", "-        tekst: Det er åpent.\n+        tekst: Det er stengt."),
    ("på kveldstid", "på dagtid", "-         - på kveldstid\n+         - på dagtid"),
]


@pytest.mark.parametrize("stage", [Stage.DRAFT, Stage.ADOPTED], ids=str)
@pytest.mark.parametrize("kind", ["docx", "md"])
@pytest.mark.parametrize(("old", "new", "expected"), WORDS, ids=[case[0] for case in WORDS])
def test_one_word_changes_its_line_alone(
    old: str, new: str, expected: str, kind: str, stage: Stage, desk: Desk
) -> None:
    content = desk.render(kind, stage)
    edited = (
        content.replace(old.encode(), new.encode())
        if kind == "md"
        else edit(content, lambda d: say(find(d, old), old, new))
    )
    assert edited != content
    assert changed_lines(desk.back(edited, kind)) == expected
    assert not desk.back(edited, kind)


def counted_point_added(d: Word) -> None:
    after(find(d, "velge"), "hilse på")


def counted_point_removed(d: Word) -> None:
    drop(find(d, "velge"))


def point_removed_from_a_list_that_begins_a_text(d: Word) -> None:
    drop(find(d, "først kurs"))


def point_added_to_a_list_that_begins_a_text(d: Word) -> None:
    after(find(d, "besøke oppvekst"), "besøke sykehuset")


def action_of_several_lines_copied(d: Word) -> None:
    action = find(d, "Ringe nye")
    action._p.addnext(deepcopy(action._p))


def goal_emptied(d: Word) -> None:
    drop(find(d, "Kartlegge deltid"))


def row_of_two_removed(d: Word) -> None:
    row = next(row for row in d.tables[0].rows if "Mange har" in row.cells[1].text)
    row._tr.getparent().remove(row._tr)


EDITS: dict[Callable[[Word], None], str] = {
    counted_point_added: "-      2. skolere\n+      2. hilse på\n+      3. skolere\n-      3. takke\n+      4. takke",
    counted_point_removed: "-      1. velge\n-      2. skolere\n+      1. skolere\n-      3. takke\n+      2. takke",
    point_removed_from_a_list_that_begins_a_text: "-        1. først kurs\n-        2. så møte\n+        1. så møte",
    point_added_to_a_list_that_begins_a_text: "+        - besøke sykehuset",
    action_of_several_lines_copied: "+      - >-\n+        Ringe nye\n+        medlemmer",
    goal_emptied: "-      - Kartlegge deltid",
    row_of_two_removed: "-  - område: heltid\n-    nå: Mange har deltid",
}


@pytest.mark.parametrize("stage", [Stage.DRAFT, Stage.ADOPTED], ids=str)
@pytest.mark.parametrize("change", EDITS, ids=lambda change: change.__name__)
def test_lists_in_texts(change: Callable[[Word], None], stage: Stage, desk: Desk) -> None:
    edited = edit(desk.render("docx", stage), change)
    assert changed_lines(desk.back(edited)) == EDITS[change]
    assert not desk.back(edited)


# Twice, and after the plan has changed.


def rows_gone(d: Word) -> None:
    for row in d.tables[0].rows[1:]:
        row._tr.getparent().remove(row._tr)


def goal_gone(d: Word) -> None:
    drop(find(d, "Kartlegge deltid"))
    drop(heading(d, "2.1 "))


@pytest.mark.parametrize("change", [rows_gone, goal_gone, goal_emptied], ids=lambda change: change.__name__)
def test_what_only_the_document_counts_is_nobodys_text(change: Callable[[Word], None], tmp_path: Path) -> None:
    """The headings of a table that the plan has no more rows of, and a row of the table of progress."""
    text = PLAN.partition("    lokale_mål:\n      - Hele stillinger")[0]
    desk = Desk(tmp_path / "sted", text)
    edited = edit(desk.render("docx", Stage.EVALUATION), change)
    assert "uten plass" not in desk.back(edited)
    assert not desk.back(edited)


@pytest.mark.parametrize("kind", ["docx", "md"])
@pytest.mark.parametrize("stage", Stage, ids=str)
@pytest.mark.parametrize("said", [case[0] for case in WORDS])
def test_an_old_copy_is_no_conflict_whatever_its_texts(said: str, stage: Stage, kind: str, desk: Desk) -> None:
    content = saved_anew(desk.render(kind, stage), kind)
    first = said.split()[0]
    desk.plan.write_text(PLAN.replace(said, said.replace(first, f"{first} ikke", 1)), "utf-8")
    assert desk.plan.read_text("utf-8") != PLAN
    assert not desk.back(content, kind)


@pytest.mark.parametrize("kind", ["docx", "md"])
def test_an_old_copy_knows_a_count_that_is_another_now(kind: str, desk: Desk) -> None:
    content = saved_anew(desk.render(kind, Stage.EVALUATION), kind)
    desk.plan.write_text(
        PLAN.replace("      - Kartlegge deltid\n", "      - Kartlegge deltid\n      - Drøfte\n"), "utf-8"
    )
    assert not desk.back(content, kind)
