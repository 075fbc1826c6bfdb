"""Long texts are cut where a reader would breathe."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.speech.voices.pieces import pieces


@pytest.mark.parametrize(
    ("limit", "text", "expected"),
    [
        (20, "", []),
        (20, "— …", []),
        (20, "One. Two, three.", ["One. Two, three."]),
        (20, "A sentence ends. And another one", ["A sentence ends.", "And another one"]),
        (24, "Twice 10,000 or 1.5 of them: so it is", ["Twice 10,000 or 1.5 of", "them: so it is"]),
        (20, "First this part; then that", ["First this part;", "then that"]),
        (20, "word " * 6, ["word word word word", "word word"]),
        (20, "x" * 45, ["x" * 20, "x" * 20, "x" * 5]),
        (20, "第一句话很长很长很长。第二句话很长很长很长。", ["第一句话很长很长很长。", "第二句话很长很长很长。"]),
        (20, "جملة أولى طويلة؟ ثم ثانية", ["جملة أولى طويلة؟", "ثم ثانية"]),
        (35, "Take it with water and wait for an hour before food", ["Take it with water", "and wait for an hour before food"]),
        (35, "Tell the doctor or the nurse which of them you take", ["Tell the doctor or the nurse", "which of them you take"]),
        (30, "Give the adult 0.5 to 1 milligrams of it slowly", ["Give the adult", "0.5 to 1 milligrams of it", "slowly"]),
        (29, "Give her twenty-five milligrams of the medicine", ["Give her", "twenty-five milligrams of the", "medicine"]),
        (25, "In 1963, the chemist who made it tried", ["In 1963,", "the chemist", "who made it tried"]),
        (20, "a" * 18 + "123456", ["a" * 18, "123456"]),
    ],
)  # fmt: skip
def test_texts_are_cut_where_a_reader_would_breathe(limit, text, expected):
    assert list(pieces(text, limit)) == expected


DOSES = ("0.5 to 1 milligrams", "10 000 units", "twenty-five tablets", "1 or 2")


@settings(max_examples=300)
@given(
    st.lists(
        st.sampled_from(["a", "dose", "and", "wait;", "(more)", "medicine,", *(f"{dose} today" for dose in DOSES)]),
        max_size=20,
    )
)
def test_nothing_is_lost_and_no_dose_is_cut(phrases):
    text = " ".join(phrases)
    cut = list(pieces(text, 40))
    assert " ".join(cut) == text
    assert all(len(piece) <= 40 for piece in cut)
    for dose in DOSES:
        assert sum(piece.count(dose) for piece in cut) == phrases.count(f"{dose} today")
