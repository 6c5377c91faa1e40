"""Sentences that can say no number that no table has."""

import pandas as pd
import pytest
from pydantic import ValidationError

from scenarios.brief.brief import Brief, Tables, joined, sentence

TABLES = Tables(
    {
        "Plans": pd.DataFrame(
            {"plan": ["one", "two"], "value": [3115.0, None], "change": [-385.0, 0.0]}
        )
    },
    "k€",
)


def test_a_sentence_is_filled_in_from_cells_and_names_them():
    value = TABLES.money("Plans", "one", "value")

    made = sentence("It delivers {value}.", value=value)

    assert made.text == "It delivers 3,115 k€."
    (figure,) = made.figures
    assert (figure.table, figure.row, figure.column) == ("Plans", "one", "value")
    assert figure.content == 3115


def test_a_template_cannot_say_a_number_itself():
    with pytest.raises(ValueError, match="says a number that no table has"):
        sentence("It delivers 3,115 k€.")


def test_a_sign_that_words_say_is_left_out_of_the_text_only():
    less = TABLES.money("Plans", "one", "change", signed=False)
    assert (less.text, less.content) == ("385 k€", -385)


def test_parts_of_a_sentence_keep_their_figures_in_order():
    names = [
        sentence("{plan}", plan=TABLES.text("Plans", plan, "plan"))
        for plan in ("one", "two", "one")
    ]

    listed = sentence("Plans: {names}.", names=joined(names))

    assert listed.text == "Plans: one, two and one."
    assert [figure.row for figure in listed.figures] == ["one", "two", "one"]


def test_names_beyond_the_most_are_others():
    names = [sentence("a"), sentence("b"), sentence("c")]
    assert joined(names, 2).text == "a, b and others"
    assert joined(names, 3).text == "a, b and c"


def test_braces_in_a_name_stay_what_they_are():
    tables = Tables({"T": pd.DataFrame({"id": ["{x}"]})}, "")
    assert sentence("{a}", a=tables.text("T", "{x}", "id")).text == "{x}"


def test_a_cell_that_is_empty_or_not_there_is_not_had():
    assert TABLES.has("Plans", "one", "value")
    assert not TABLES.has("Plans", "two", "value")
    assert not TABLES.has("Plans", "three", "value")
    assert not TABLES.has("Plans", "one", "cost")
    assert not TABLES.has("Moves", "one", "value")


def test_a_board_reads_ten_sentences_and_no_more():
    said = sentence("So it is.")
    assert str(Brief(sentences=(said, said))) == "So it is. So it is."
    with pytest.raises(ValidationError):
        Brief(sentences=(said,) * 11)
