"""UD → CLEAR inside phrases."""

import pytest

from tests.training.tables import converted, parse

CASES = {
    "preposition heads its noun": """
        Farmers  farmer  NOUN  NNS  2  nsubj  →  2  nsubj
        met      meet    VERB  VBD  0  root   →  0  ROOT
        near     near    ADP   IN   5  case   →  2  prep
        the      the     DET   DT   5  det    →  5  det
        river    river   NOUN  NN   2  obl    →  3  pobj
    """,
    "preposition in a noun phrase": """
        the   the   DET   DT  2  det   →  2  det
        mayor mayor NOUN  NN  0  root  →  0  ROOT
        of    of    ADP   IN  4  case  →  2  prep
        Lyon  Lyon  PROPN NNP 2  nmod  →  3  pobj
    """,
    "two prepositions in a row": """
        He    he   PRON PRP 2  nsubj →  2  nsubj
        ran   run  VERB VBD 0  root  →  0  ROOT
        out   out  ADP  IN  6  case  →  2  prep
        of    of   ADP  IN  6  case  →  3  prep
        the   the  DET  DT  6  det   →  6  det
        room  room NOUN NN  2  obl   →  4  pobj
    """,
    "because of": """
        Trains  train   NOUN  NNS 2  nsubj →  2  nsubj
        stopped stop    VERB  VBD 0  root  →  0  ROOT
        because because ADP   IN  5  case  →  2  prep
        of      of      ADP   IN  3  fixed →  3  pcomp
        snow    snow    NOUN  NN  2  obl   →  3  pobj
    """,
    "such as": """
        ports   port    NOUN  NNS 0  root  →  0  ROOT
        such    such    ADJ   JJ  4  case  →  3  amod
        as      as      ADP   IN  2  fixed →  1  prep
        Genoa   Genoa   PROPN NNP 1  nmod  →  3  pobj
    """,
    "according to": """
        According accord VERB  VBG 3  case  →  5  prep
        to        to     ADP   IN  1  fixed →  1  prep
        police    police NOUN  NN  5  obl   →  2  pobj
        he        he     PRON  PRP 5  nsubj →  5  nsubj
        fled      flee   VERB  VBD 0  root  →  0  ROOT
    """,
    "stranded preposition": """
        the    the   DET  DT  2  det       →  2  det
        town   town  NOUN NN  0  root      →  0  ROOT
        he     he    PRON PRP 4  nsubj     →  4  nsubj
        lives  live  VERB VBZ 2  acl:relcl →  2  relcl
        in     in    ADP  IN  4  obl       →  4  prep
    """,
    "preposition before an adverb": """
        rumours rumour NOUN NNS 2  nsubj →  2  nsubj
        came    come   VERB VBD 0  root  →  0  ROOT
        from    from   ADP  IN  4  case  →  2  prep
        here    here   ADV  RB  2  obl   →  3  pcomp
    """,
    "preposition before a gerund": """
        They    they   PRON PRP 2  nsubj →  2  nsubj
        won     win    VERB VBD 0  root  →  0  ROOT
        by      by     SCONJ IN 4  mark  →  2  prep
        waiting wait   VERB VBG 2  advcl →  3  pcomp
    """,
    "preposition before a question": """
        talks   talk    NOUN  NNS 0  root   →  0  ROOT
        about   about   SCONJ IN  5  mark   →  1  prep
        whether whether SCONJ IN  5  mark   →  5  mark
        they    they    PRON  PRP 5  nsubj  →  5  nsubj
        leave   leave   VERB  VBP 1  acl    →  2  pcomp
    """,
    "agent of a passive": """
        It      it     PRON PRP 3  nsubj:pass →  3  nsubjpass
        was     be     AUX  VBD 3  aux:pass   →  3  auxpass
        signed  sign   VERB VBN 0  root       →  0  ROOT
        by      by     ADP  IN  6  case       →  3  agent
        the     the    DET  DT  6  det        →  6  det
        queen   queen  NOUN NN  3  obl:agent  →  4  pobj
    """,
    "possessives": """
        her     her    PRON  PRP$ 2  nmod:poss →  2  poss
        brother brother NOUN NN   4  nmod:poss →  4  poss
        's      's     PART  POS  2  case      →  2  case
        shop    shop   NOUN  NN   0  root      →  0  ROOT
    """,
    "names end in their head": """
        Ambassador ambassador NOUN  NNP 2  nmod:desc →  3  compound
        Ana        Ana        PROPN NNP 4  nsubj     →  3  compound
        Silva      Silva      PROPN NNP 2  flat      →  4  nsubj
        resigned   resign     VERB  VBD 0  root      →  0  ROOT
    """,
    "compounds": """
        the    the    DET  DT  4  det      →  4  det
        trade  trade  NOUN NN  4  compound →  4  compound
        union  union  NOUN NN  4  compound →  4  compound
        leader leader NOUN NN  0  root     →  0  ROOT
    """,
    "money": """
        They  they    PRON PRP 2  nsubj   →  2  nsubj
        paid  pay     VERB VBD 0  root    →  0  ROOT
        about about   ADV  RB  4  advmod  →  6  quantmod
        $     $       SYM  $   2  obj     →  6  quantmod
        5     5       NUM  CD  6  compound →  6  compound
        million million NUM CD 4  nummod  →  2  dobj
    """,
    "money before a noun": """
        a     a     DET  DT 4  det      →  4  det
        $     $     SYM  $  4  compound →  3  nmod
        300   300   NUM  CD 2  nummod   →  4  nmod
        fine  fine  NOUN NN 0  root     →  0  ROOT
    """,
    "numbers and their adverbs": """
        nearly nearly ADV  RB  2  advmod →  2  quantmod
        sixty  sixty  NUM  CD  3  nummod →  3  nummod
        ships  ship   NOUN NNS 0  root   →  0  ROOT
    """,
    "more than": """
        more  more ADJ  JJR 3  advmod →  3  amod
        than  than ADP  IN  1  fixed  →  3  quantmod
        ten   ten  NUM  CD  4  nummod →  4  nummod
        boats boat NOUN NNS 0  root   →  0  ROOT
    """,
    "nouns as adverbials": """
        Prices price  NOUN  NNS 2  nsubj         →  2  nsubj
        rose   rise   VERB  VBD 0  root          →  0  ROOT
        last   last   ADJ   JJ  4  amod          →  4  amod
        week   week   NOUN  NN  2  obl:unmarked  →  2  npadvmod
    """,
    "a year after a month": """
        March March PROPN NNP 0  root          →  0  ROOT
        3     3     NUM   CD  1  nummod        →  1  nummod
        2019  2019  NUM   CD  1  nmod:unmarked →  1  nummod
    """,
    "coordination is a chain": """
        bread bread NOUN  NN 0  root  →  0  ROOT
        ,     ,     PUNCT ,  3  punct →  1  punct
        milk  milk  NOUN  NN 1  conj  →  1  conj
        and   and   CCONJ CC 5  cc    →  3  cc
        salt  salt  NOUN  NN 1  conj  →  3  conj
    """,
    "prepositional phrases joined": """
        He    he    PRON  PRP 2  nsubj →  2  nsubj
        sings sing  VERB  VBZ 0  root  →  0  ROOT
        in    in    ADP   IN  4  case  →  2  prep
        Oslo  Oslo  PROPN NNP 2  obl   →  3  pobj
        and   and   CCONJ CC  7  cc    →  3  cc
        in    in    ADP   IN  7  case  →  3  conj
        Bonn  Bonn  PROPN NNP 4  conj  →  6  pobj
    """,
    "both … and": """
        both  both  CCONJ CC  2  cc:preconj →  2  preconj
        Chad  Chad  PROPN NNP 0  root       →  0  ROOT
        and   and   CCONJ CC  4  cc         →  2  cc
        Mali  Mali  PROPN NNP 2  conj       →  2  conj
    """,
    "as well as": """
        Chad  Chad  PROPN NNP 0  root  →  0  ROOT
        as    as    ADV   RB  5  cc    →  4  advmod
        well  well  ADV   RB  2  fixed →  4  advmod
        as    as    ADP   IN  2  fixed →  1  cc
        Mali  Mali  PROPN NNP 1  conj  →  1  conj
    """,
    "each other": """
        They   they  PRON PRP 2  nsubj →  2  nsubj
        blame  blame VERB VBP 0  root  →  0  ROOT
        each   each  DET  DT  2  obj   →  4  det
        other  other ADJ  JJ  3  fixed →  2  dobj
    """,
    "determiners before determiners": """
        all   all  DET  PDT 3  det:predet →  3  predet
        the   the  DET  DT  3  det        →  3  det
        votes vote NOUN NNS 0  root       →  0  ROOT
    """,
    "apposition": """
        Ruiz   Ruiz   PROPN NNP 0  root  →  0  ROOT
        ,      ,      PUNCT ,   4  punct →  4  punct
        a      a      DET   DT  4  det   →  4  det
        nurse  nurse  NOUN  NN  1  appos →  1  appos
    """,
    "slips of the tongue, asides, calls": """
        Well   well  INTJ  UH  5  discourse  →  5  intj
        Sam    Sam   PROPN NNP 5  vocative   →  5  npadvmod
        I      I     PRON  PRP 4  reparandum →  4  meta
        I      I     PRON  PRP 5  nsubj      →  5  nsubj
        agree  agree VERB  VBP 0  root       →  0  ROOT
    """,
}


@pytest.mark.parametrize("name", CASES)
def test_phrase(name: str) -> None:
    tree, expected = parse(CASES[name])
    assert converted(tree) == expected
