"""Sources joined to actors: by name, by owner, by document, by who speaks around."""

from __future__ import annotations

from dragoman.attribution import attach_sources
from dragoman.language import ActorLookup, Parsed
from dragoman.record import Actor, Mention, Source, Span, Statement
from dragoman.testing import parsed_from

PARSED = parsed_from("""
    The       the        DET    det      2
    Kremlin   Kremlin    PROPN  nsubj    3  name=ORG
    said      say        VERB   root     0
    in        -          ADP    case     6
    a         -          DET    det      6
    statement -          NOUN   obl      3
    that      -          SCONJ  mark     8
    gas       -          NOUN   nsubj    9
    flows     flow       VERB   ccomp    3
    .         -          PUNCT  punct    3

    The       the        DET    det      2
    statement -          NOUN   nsubj    3
    added     add        VERB   root     0
    more      -          ADJ    obj      3
    .         -          PUNCT  punct    3

    It        it         PRON   nsubj    2
    said      say        VERB   root     0
    little    -          ADJ    obj      2
    .         -          PUNCT  punct    2
    """)
KREMLIN = Actor(
    id="RUS/kremlin",
    name="Kremlin",
    type="organization",
    country="RUS",
    mentions=(Mention(start=0, end=11, kind="name"),),
)


def span(words: str, parsed: Parsed = PARSED, after: int = 0) -> Span:
    start = parsed.text.index(words, after)
    return Span(start, start + len(words))


def statement(source: str, cue: str, content: str, after: int = 0) -> Statement:
    at = span(source, after=after)
    return Statement(
        source=Source(start=at.start, end=at.end), cue=span(cue, after=after), content=(span(content, after=after),)
    )


FIRST = statement("The Kremlin", "said", "that gas flows")
SECOND = statement("The statement", "added", "more")
THIRD = statement("It", "said", "little", after=PARSED.text.index("It said"))


def actors_of(*statements: Statement) -> list[str | None]:
    joined = attach_sources(PARSED, statements, ActorLookup.of(PARSED, (KREMLIN,)))
    return [s.source.actor if s.source else None for s in joined]


def test_a_source_takes_the_actor_of_its_head_word() -> None:
    """The name in the source is the actor."""
    assert actors_of(FIRST) == ["RUS/kremlin"]


def test_a_document_continues_the_statement_before_it() -> None:
    """ "The statement" speaks for whoever issued one before."""
    assert actors_of(FIRST, SECOND) == ["RUS/kremlin", "RUS/kremlin"]


def test_a_document_without_an_issuer_speaks_for_nobody_known() -> None:
    """Without an earlier statement nothing is made up."""
    assert actors_of(SECOND) == [None]


def test_a_pronoun_nobody_joined_is_the_last_source_that_fits() -> None:
    """ "It" fits a body, and the last one that spoke is near."""
    assert actors_of(FIRST, THIRD) == ["RUS/kremlin", "RUS/kremlin"]


def test_a_statement_without_source_stays_without() -> None:
    """No source, no actor."""
    joined = attach_sources(PARSED, [Statement(content=(span("gas flows"),))], ActorLookup.of(PARSED, (KREMLIN,)))

    assert joined[0].source is None
