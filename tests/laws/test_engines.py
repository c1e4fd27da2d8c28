"""Laws of machine translation: what an engine gives back unharmed is the message, whatever it was; and what
it harms is no message at all."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from legalsite.engines.notation import LostError, Notation, Tags, Words
from legalsite.engines.protect import Protected
from legalsite.translations import as_message, template

PIECES = st.sampled_from(
    (
        "we", "Keep", "{1}", "{2}", "{{x}}", "**a {1} b**", "*c*", "**d *e* f**", "`g`", "[h](https://x.org/y)",
        "[i **j** k](clause:{3})", "[^1]", "A < B", "&", "\\*", "\\[l]", ". M", "\\\nn", "个人。", "Xq",
        "<x>",
    )
)  # fmt: skip
SPACES = st.sampled_from((" ", " ", "", ", "))
MESSAGES = st.lists(st.tuples(PIECES, SPACES), min_size=1, max_size=9).map(
    lambda rows: "".join(piece + space for piece, space in rows)
)
NOTATIONS = st.sampled_from((Tags(), Words()))


def normal(msgid: str) -> str:
    """A message as legalsite writes it, whatever is escaped in it."""
    return as_message(template(msgid))


@given(MESSAGES, NOTATIONS, st.sampled_from((0, 40)))
@example("**a**`g`[^1]b", Words(), 0)
def test_what_comes_back_unharmed_is_the_message(msgid: str, notation: Notation, longest: int) -> None:
    msgid = normal(msgid)
    job = Protected(msgid, notation, longest)
    assert template(job.restore(job.texts)) == template(msgid)


@given(MESSAGES, NOTATIONS, st.data())
def test_no_placeholder_is_lost_unseen(msgid: str, notation: Notation, data: st.DataObject) -> None:
    msgid = normal(msgid)
    job = Protected(msgid, notation)
    answers = [
        data.draw(st.lists(st.sampled_from([*list(text), text]), max_size=3).map("".join))
        for text in job.texts
    ]
    try:
        back = job.restore(answers)
    except LostError:
        return
    assert template(back).counts == template(msgid).counts
    assert sorted(repr(m.style) for m in template(back).text.marks) == sorted(
        repr(m.style) for m in template(msgid).text.marks
    )
