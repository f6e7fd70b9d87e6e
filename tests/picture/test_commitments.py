"""One commitment over many reports: what is joined, what is kept apart, and how it stood on a day."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from dragoman.picture import History, commitment_histories
from dragoman.record import Coding
from tests.picture.drafts import Draft


def told(name: str, day: str | None, words: str = "withdraw its troops", **more: object) -> Coding:
    """A report in which Ukraine demands something of Russia."""
    options = {"by": "RUS", "to": "UKR", **more}
    return Draft(name, day, f"{name}: Ukraine told Russia to {words} now.").owes(words, **options).coding()  # type: ignore[arg-type]


def only(*codings: Coding) -> History:
    """The one history of the reports."""
    (history,) = commitment_histories(codings)
    return history


SET = told("a", "2014-03-04", due="2014-03-06")
AGAIN = told("b", "2014-03-05", "withdraw troops from Crimea")
LATER = told("c", "2014-03-06", "withdraw its forces and troops", due="2014-03-10")
DONE = told("d", "2014-03-09", "the withdrawal of its troops", state="met")
BROKEN = told("e", "2014-03-09", "withdraw its troops", state="unmet")
REFUSED = told("f", "2014-03-05", "withdraw its troops", state="rejected")


def test_a_commitment_has_a_history() -> None:
    """Set, repeated, extended and met, in the order of the reports' days."""
    history = only(SET, AGAIN, LATER, DONE)

    assert [(step.step, step.day) for step in history.steps] == [
        ("set", "2014-03-04"),
        ("repeated", "2014-03-05"),
        ("extended", "2014-03-06"),
        ("met", "2014-03-09"),
    ]
    assert (history.id, history.state, history.due) == ("a/commitment-1", "met", "2014-03-10")


def test_words_are_the_fullest_of_those_that_name_its_day() -> None:
    """An extension that says more stands for the whole; what was known before it keeps the words of then."""
    history = only(SET, AGAIN, LATER)
    before = history.on("2014-03-05")

    assert history.words == "withdraw its forces and troops"
    assert before is not None and before.words == "withdraw its troops"


def test_a_step_shows_its_words_and_its_report() -> None:
    """Each step has the report, the commitment's id there, what is owed and the sentence."""
    step = only(SET, AGAIN).steps[1]

    assert step.origin is not None and step.origin.report == "b"
    assert (step.commitment, step.words) == ("b/commitment-1", "withdraw troops from Crimea")
    assert step.sentence == "b: Ukraine told Russia to withdraw troops from Crimea now."


def test_state_on_a_day_is_what_was_known_then() -> None:
    """Later reports are left out; a day that passed without a word makes it expired."""
    history = only(SET, LATER, BROKEN)
    states = {day: known.state for day in ("2014-03-06", "2014-03-09") if (known := history.on(day))}

    assert states == {"2014-03-06": "open", "2014-03-09": "unmet"}
    assert history.on("2014-03-03") is None


def test_a_day_that_passed_is_a_lapse() -> None:
    """The history on a later day ends with the lapse, which no report tells."""
    known = only(SET, AGAIN).on("2014-03-07")

    assert known is not None and known.state == "expired"
    assert (known.steps[-1].step, known.steps[-1].day, known.steps[-1].origin) == ("lapsed", "2014-03-06", None)


def test_a_deadline_has_its_whole_day() -> None:
    """On the due day itself it is still open."""
    known = only(SET).on("2014-03-06")

    assert known is not None and known.state == "open"


def test_an_answer_outlives_silence_and_yields_to_an_extension() -> None:
    """Rejected, then only repeated, it stays rejected; a later day opens it again."""
    assert only(SET, REFUSED, told("g", "2014-03-06")).state == "rejected"
    assert only(SET, REFUSED, LATER).state == "open"


def test_one_report_may_extend_and_answer() -> None:
    """A refusal that names a later day moves the day first."""
    history = only(SET, told("x", "2014-03-05", due="2014-03-10", state="rejected"))

    assert [step.step for step in history.steps] == ["set", "extended", "rejected"]
    assert (history.state, history.due) == ("rejected", "2014-03-10")


def test_a_telling_goes_to_the_commitment_of_its_day() -> None:
    """Of two commitments that it fits, the one whose deadline it names."""
    nato = told("x", "2014-03-05", "withdraw troops", to="IGO/nato", due="2014-03-20")
    answer = told("y", "2014-03-06", "withdraw troops", to=None, due="2014-03-20", state="rejected")

    assert [h.state for h in commitment_histories([SET, nato, answer])] == ["open", "rejected"]


def test_one_word_in_common_is_enough_only_with_the_day() -> None:
    """ "Withdraw its ships from Crimea" is "withdraw its troops" where both are due on one day."""
    alike = {due: told("x", "2014-03-05", "withdraw ships from Crimea", due=due) for due in ("2014-03-06", None)}

    assert len(commitment_histories([SET, alike["2014-03-06"]])) == 1
    assert len(commitment_histories([SET, alike[None]])) == 2


def test_other_parties_make_another_commitment() -> None:
    """The same words to another debtor, or with the roles turned round, are another commitment."""
    turned = told("x", "2014-03-05", by="UKR", to="RUS")
    other = told("y", "2014-03-05", by="SRB", to="UKR")

    assert len(commitment_histories([SET, turned, other])) == 3


def test_who_acts_for_a_state_owes_what_it_owes() -> None:
    """A demand on Russia's government is one on Russia; one on Kosovo's Serbs is none on Kosovo."""
    government = told("x", "2014-03-05", by="RUS/government")
    kosovo = told("y", "2014-03-05", by="XKX", to=None)
    serbs = told("z", "2014-03-05", by="XKX/serbs", to=None)

    assert len(commitment_histories([SET, government])) == 1
    assert len(commitment_histories([kosovo, serbs])) == 2


def test_actors_that_no_report_names_are_others_in_the_next_report() -> None:
    """ "Leaders" of two reports do not join two demands."""
    codings = [told(name, "2014-03-05", by=None, to="group/leaders") for name in "xy"]

    assert len(commitment_histories(codings)) == 2


def test_other_words_make_another_commitment() -> None:
    """Where less than half of the shorter content's words are shared, they are two."""
    assert len(commitment_histories([SET, told("x", "2014-03-05", "pay its gas bill")])) == 2


def test_a_promise_is_no_demand_and_an_ultimatum_is_one() -> None:
    """Kinds of one family are joined."""
    assert len(commitment_histories([SET, told("x", "2014-03-05", kind="ultimatum")])) == 1
    assert len(commitment_histories([SET, told("x", "2014-03-05", kind="promise")])) == 2


def test_an_earlier_day_and_one_of_long_after_are_no_extension() -> None:
    """A deadline brought forward, or set anew months after the first had passed, is another."""
    assert len(commitment_histories([SET, told("x", "2014-03-05", due="2014-03-02")])) == 2
    assert len(commitment_histories([SET, told("x", "2014-06-05", due="2014-06-06")])) == 2


def test_days_reckoned_a_day_apart_are_one() -> None:
    """ "Within three weeks", read from two reports' own days, is no extension."""
    history = only(SET, told("x", "2014-03-05", due="2014-03-07"))

    assert [step.step for step in history.steps] == ["set", "repeated"]
    assert history.due == "2014-03-06"


def test_a_report_that_says_it_twice_says_it_once() -> None:
    """Only what is new in a report adds a step."""
    twice = Draft("a", "2014-03-04", "Russia must leave Crimea. Ukraine says Russia must leave.")
    coding = twice.owes("leave Crimea", by="RUS").owes("leave", by="RUS", to="UKR").coding()

    assert [step.step for step in only(coding).steps] == ["set"]


def test_a_text_that_came_twice_counts_once() -> None:
    """Under one id or two, and in whichever coding, a text is one report: the earliest."""
    assert SET.report is not None
    carried = replace(SET, id="z", report=replace(SET.report, id="z", published="2014-03-05"))
    recoded = replace(SET, version="0.2.0")

    assert commitment_histories([carried, SET, recoded, SET]) == commitment_histories([SET])


def test_reports_without_a_day_come_first() -> None:
    """A telling whose day is not known overrules no dated one, and is known on every day."""
    undated = told("z", None, state="rejected")
    history = only(SET, undated, DONE)

    assert [step.day for step in history.steps] == [None, "2014-03-04", "2014-03-09"]
    assert history.state == "met"


def test_codings_without_their_reports_are_kept_apart() -> None:
    """Where the words are not there, nothing is guessed to be the same."""
    bare = [replace(coding, report=None) for coding in (SET, AGAIN)]

    assert len(commitment_histories(bare)) == 2


@given(st.permutations([SET, AGAIN, LATER, DONE, REFUSED, told("x", "2014-03-05", by="SRB"), SET, told("y", None)]))
def test_the_order_of_the_reports_does_not_matter(codings: list[Coding]) -> None:
    """The same reports give the same histories."""
    assert commitment_histories(codings) == commitment_histories(sorted(codings, key=lambda c: c.id))
