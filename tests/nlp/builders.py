"""Docs built by hand from a table, so that rules are tested without a model."""

from spacy.lang.en import English
from spacy.tokens import Doc

import service.nlp.pipeline  # registers the attributes and factories
from service.nlp.extensions import AttributionData, BlockData

assert service.nlp.pipeline.COMPONENTS
VOCAB = English().vocab


def doc_from(table: str, entities: dict[str, str] | None = None) -> Doc:
    """Build a Doc from lines "word lemma POS TAG dep head"; "word_" has no space after it.

    entities maps the text of an entity to its label.
    """
    rows = [line.split() for line in table.strip().splitlines()]
    words = [row[0].removesuffix("_") if len(row[0]) > 1 else row[0] for row in rows]
    heads = [int(row[5]) for row in rows]
    doc = Doc(
        VOCAB,
        words=words,
        spaces=[not row[0].endswith("_") or len(row[0]) == 1 for row in rows],
        lemmas=[row[1] for row in rows],
        pos=[row[2] for row in rows],
        tags=[row[3] for row in rows],
        deps=[row[4] for row in rows],
        heads=heads,
    )
    spans = []
    for text, label in (entities or {}).items():
        start = doc.text.index(text)
        span = doc.char_span(start, start + len(text), label=label)
        assert span is not None, text
        spans.append(span)
    doc.ents = sorted(spans, key=lambda s: s.start)
    doc._.blocks = [BlockData(kind="paragraph", start=0, end=len(doc.text))]
    doc._.posts = []
    return doc


def attribution(
    text: str, content: list[str], cue: str | None = None, source: str | None = None
) -> AttributionData:
    """Build a statement by its words, each where the text first has them."""

    def place(part: str) -> tuple[int, int]:
        return text.index(part), text.index(part) + len(part)

    return AttributionData(
        content=[place(part) for part in content],
        cue=place(cue) if cue else None,
        cue_lemma="",
        cue_class="neutral",
        source=place(source) if source else None,
        finder="model",
        detail="",
        score=1.0,
        flags=[],
    )


# "Moon anticipated a thaw and hoped that talks would resume."
SHARED_SUBJECT = """
Moon        moon        PROPN NNP nsubj    1
anticipated anticipate  VERB  VBD ROOT     1
a           a           DET   DT  det      3
thaw        thaw        NOUN  NN  dobj     1
and         and         CCONJ CC  cc       1
hoped       hope        VERB  VBD conj     1
that        that        SCONJ IN  mark     9
talks       talk        NOUN  NNS nsubj    9
would       would       AUX   MD  aux      9
resume_     resume      VERB  VB  ccomp    5
.           .           PUNCT .   punct    1
"""

# "The envoy was quoted as saying that the draft is ready."
QUOTED_AS_SAYING = """
The    the    DET   DT  det       1
envoy  envoy  NOUN  NN  nsubjpass 3
was    be     AUX   VBD auxpass   3
quoted quote  VERB  VBN ROOT      3
as     as     ADP   IN  prep      3
saying say    VERB  VBG pcomp     4
that   that   SCONJ IN  mark      9
the    the    DET   DT  det       8
draft  draft  NOUN  NN  nsubj     9
is     be     AUX   VBZ ccomp     5
ready_ ready  ADJ   JJ  acomp     9
.      .      PUNCT .   punct     3
"""

# "Talks are said to have begun."
SAID_TO = """
Talks  talk  NOUN  NNS nsubjpass 2
are    be    AUX   VBP auxpass   2
said   say   VERB  VBN ROOT      2
to     to    PART  TO  aux       5
have   have  AUX   VB  aux       5
begun_ begin VERB  VBN xcomp     2
.      .     PUNCT .   punct     2
"""

# "She has called for a ceasefire."
CALLED_FOR = """
She       she       PRON  PRP nsubj 2
has       have      AUX   VBZ aux   2
called    call      VERB  VBN ROOT  2
for       for       ADP   IN  prep  2
a         a         DET   DT  det   5
ceasefire_ ceasefire NOUN NN  pobj  3
.         .         PUNCT .   punct 2
"""

# "Moon renewed his call for a declaration."
RENEWED_CALL = """
Moon        moon        PROPN NNP nsubj 1
renewed     renew       VERB  VBD ROOT  1
his         his         PRON  PRP$ poss 3
call        call        NOUN  NN  dobj  1
for         for         ADP   IN  prep  3
a           a           DET   DT  det   6
declaration_ declaration NOUN NN  pobj  4
.           .           PUNCT .   punct 1
"""

# "Kim did not comment on the plan."
NO_COMMENT = """
Kim      kim     PROPN NNP nsubj 3
did      do      AUX   VBD aux   3
not      not     PART  RB  neg   3
comment  comment VERB  VB  ROOT  3
on       on      ADP   IN  prep  3
the      the     DET   DT  det   6
plan_    plan    NOUN  NN  pobj  4
.        .       PUNCT .   punct 3
"""

# "According to the ministry, the talks went well."
ACCORDING_TO = """
According accord   VERB  VBG prep  7
to        to       ADP   IN  prep  0
the       the      DET   DT  det   3
ministry_ ministry NOUN  NN  pobj  1
,         ,        PUNCT ,   punct 7
the       the      DET   DT  det   6
talks     talk     NOUN  NNS nsubj 7
went      go       VERB  VBD ROOT  7
well_     well     ADV   RB  advmod 7
.         .        PUNCT .   punct 7
"""

# "Moon expected that talks would begin, and also hoped that Kim would come.", as parsers read it
MISREAD_COORDINATION = """
Moon     Moon   PROPN NNP nsubj  1
expected expect VERB  VBD ROOT   1
that     that   SCONJ IN  mark   5
talks    talk   NOUN  NNS nsubj  5
would    would  AUX   MD  aux    5
begin_   begin  VERB  VB  ccomp  1
,        ,      PUNCT ,   punct  5
and      and    CCONJ CC  cc     5
also     also   ADV   RB  advmod 9
hoped    hope   VERB  VBD conj   5
that     that   SCONJ IN  mark   13
Kim      Kim    PROPN NNP nsubj  13
would    would  AUX   MD  aux    13
come_    come   VERB  VB  ccomp  9
.        .      PUNCT .   punct  1
"""
