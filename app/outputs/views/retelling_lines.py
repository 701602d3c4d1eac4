"""Writing an Easy Read edition or a translation."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from app.kit.errors import Refusal
from app.kit.paging import Page, nearest_page
from app.outputs.actions.retell import Written, words_in, write_easy_read, write_translation
from app.outputs.errors.retold import NoSuchWords, WrittenMeanwhile
from app.outputs.policy import may_make_outputs
from app.outputs.queries.retellings import RetellingDesk
from app.outputs.rules.easy_form import Typed, lines_of, read_rows, rows_for, unknown_number
from app.outputs.rules.easy_read import LONGEST_LINE, MOST_WORDS, SYMBOLS, Line, longest_sentence
from app.outputs.rules.retelling import Piece, pieces_of
from app.outputs.rules.words import LONGEST_WORDS, hash_of
from app.outputs.views.blueprint import bp, page_number
from app.outputs.views.retellings import desk_of_retelling, page_of
from app.post.rules.short import cut
from app.web.context import db, typed_number
from app.web.guard import guard

PIECES_A_PAGE = 25
LONGEST_BEGINNING = 40
"""As much of somebody's words as a list to choose from shows."""
LONGEST_PIECE = 3 * LONGEST_WORDS
"""Other languages may need more letters to say the same."""


@bp.get("/cohorts/<slug>/outputs/<uuid:output_id>/retellings/<uuid:retelling_id>")
@guard(desk_of_retelling, may_make_outputs)
def retelling(desk: RetellingDesk) -> ResponseReturnValue:
    """What is written so far, to be gone on with, and what authors say."""
    if desk.told.is_easy_read:
        return _easy_page(desk, rows_for(_lines(desk), list(_words(desk))))
    return _translation_page(desk, {}, page_number())


@bp.post("/cohorts/<slug>/outputs/<uuid:output_id>/retellings/<uuid:retelling_id>/lines")
@guard(desk_of_retelling, may_make_outputs)
def keep_lines(desk: RetellingDesk) -> ResponseReturnValue:
    """Keep what was written; sending it twice keeps it once."""
    return _keep_easy(desk) if desk.told.is_easy_read else _keep_translation(desk)


def _keep_easy(desk: RetellingDesk) -> ResponseReturnValue:
    rows = read_rows(request.form)
    sources = list(_words(desk))
    if any(row.is_too_long for row in rows):
        return _easy_page(desk, rows, f"Use at most {LONGEST_LINE} characters in a line."), 422
    if (number := unknown_number(rows, sources)) is not None:
        return _easy_page(desk, rows, NoSuchWords(number).sentence), NoSuchWords.status
    try:
        write_easy_read(
            db(),
            desk.told.retelling,
            source=desk.source,
            lines=lines_of(rows, sources),
            seen=typed_number(request.form.get("seen")),
        )
    except Refusal as refusal:
        return _easy_page(desk, rows, refusal.sentence), refusal.status
    flash("Kept.", "success")
    return redirect(page_of(desk))


def _keep_translation(desk: RetellingDesk) -> ResponseReturnValue:
    number = page_number()
    pieces = _page_of(desk, number).rows
    written = {
        piece.position: Written(_typed(piece), request.form.get(f"seen-{piece.position}", ""))
        for piece in pieces
        if f"text-{piece.position}" in request.form
    }
    typed = {place: one.text for place, one in written.items()}
    if any(len(text) > LONGEST_PIECE for text in typed.values()):
        sentence = f"Use at most {LONGEST_PIECE:,} characters for one text."
        return _translation_page(desk, typed, number, sentence), 422
    lost = write_translation(db(), desk.told.retelling, source=desk.source, texts=written)
    if lost:
        theirs = {place: typed[place] for place in lost}
        page = _translation_page(desk, theirs, number, WrittenMeanwhile.sentence)
        return page, WrittenMeanwhile.status
    flash("Kept.", "success")
    return redirect(page_of(desk, page=number))


def _typed(piece: Piece) -> str:
    sent = request.form[f"text-{piece.position}"].replace("\r\n", "\n").replace("\0", "").strip()
    return sent if any(letter.isprintable() and not letter.isspace() for letter in sent) else ""


def _lines(desk: RetellingDesk) -> list[Line]:
    return [
        Line(one.text, one.is_heading, one.symbol, one.contribution_id) for one in desk.told.lines
    ]


def _words(desk: RetellingDesk) -> dict[UUID, str]:
    """Whose words stand in the edition, in its order, and how they begin there."""
    found: dict[UUID, str] = {}
    for source, words in words_in(desk.source):
        found.setdefault(source, words)
    return found


def _easy_page(desk: RetellingDesk, rows: list[Typed], sentence: str | None = None) -> str:
    words = _words(desk)
    return render_template(
        "outputs/easy_read_desk.html",
        desk=desk,
        rows=rows,
        symbols=SYMBOLS,
        words=words,
        begins={
            str(number): cut(said, LONGEST_BEGINNING)
            for number, said in enumerate(words.values(), start=1)
        },
        long=[row for row in rows if longest_sentence(row.text) > MOST_WORDS],
        most_words=MOST_WORDS,
        longest=LONGEST_LINE,
        sentence=sentence,
        **_standing(desk),
    )


def _translation_page(
    desk: RetellingDesk, typed: dict[int, str], number: int, sentence: str | None = None
) -> str:
    kept = {(one.source_sha256, one.contribution_id): one.text for one in desk.told.lines}
    page = _page_of(desk, number)
    return render_template(
        "outputs/translation_desk.html",
        desk=desk,
        page=page,
        kept={piece.position: kept.get(piece.key, "") for piece in page.rows},
        seen={piece.position: hash_of(kept.get(piece.key, "")) for piece in page.rows},
        typed=typed,
        done=len(kept),
        sentence=sentence,
        **_standing(desk),
    )


def _page_of(desk: RetellingDesk, number: int) -> Page[Piece]:
    every = pieces_of(desk.source.document, desk.source.places)
    number = nearest_page(number, len(every), PIECES_A_PAGE)
    first = (number - 1) * PIECES_A_PAGE
    return Page(every[first : first + PIECES_A_PAGE], number, len(every), PIECES_A_PAGE)


def _standing(desk: RetellingDesk) -> dict[str, list[UUID]]:
    """Whose words are told in it, by what their authors say."""
    found: dict[str, list[UUID]] = {"yes": [], "no": [], "waiting": [], "unasked": []}
    for source in desk.told.sources:
        kept = desk.told.answer_of(source)
        found[kept.answer if kept else "unasked"].append(source)
    return {"said_" + answer: of for answer, of in found.items()}
