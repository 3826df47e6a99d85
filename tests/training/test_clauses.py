"""UD → CLEAR between clauses."""

import pytest

from tests.training.tables import converted, parse

CASES = {
    "active clause": """
        Voters  voter  NOUN NNS 2  nsubj →  2  nsubj
        gave    give   VERB VBD 0  root  →  0  ROOT
        him     he     PRON PRP 2  iobj  →  2  dative
        power   power  NOUN NN  2  obj   →  2  dobj
    """,
    "negation and auxiliaries": """
        He     he   PRON PRP 4  nsubj  →  4  nsubj
        could  could AUX MD  4  aux    →  4  aux
        not    not  PART RB  4  advmod →  4  neg
        say    say  VERB VB  0  root   →  0  ROOT
    """,
    "copula with a noun": """
        She    she    PRON PRP 5  nsubj  →  2  nsubj
        is     be     AUX  VBZ 5  cop    →  0  ROOT
        also   also   ADV  RB  5  advmod →  2  advmod
        a      a      DET  DT  5  det    →  5  det
        judge  judge  NOUN NN  0  root   →  2  attr
        .      .      PUNCT .  5  punct  →  2  punct
    """,
    "copula with an adjective": """
        It    it    PRON PRP 5  nsubj  →  3  nsubj
        will  will  AUX  MD  5  aux    →  3  aux
        be    be    AUX  VB  5  cop    →  0  ROOT
        very  very  ADV  RB  5  advmod →  5  advmod
        cold  cold  ADJ  JJ  0  root   →  3  acomp
    """,
    "copula with a prepositional phrase": """
        They  they  PRON PRP 5  nsubj →  2  nsubj
        are   be    AUX  VBP 5  cop   →  0  ROOT
        in    in    ADP  IN  5  case  →  2  prep
        a     a     DET  DT  5  det   →  5  det
        tent  tent  NOUN NN  0  root  →  3  pobj
    """,
    "copula with an adverb": """
        He   he   PRON PRP 3  nsubj →  2  nsubj
        was  be   AUX  VBD 3  cop   →  0  ROOT
        here here ADV  RB  0  root  →  2  advmod
    """,
    "copula in a complement, with a coordinated clause": """
        I     I    PRON  PRP 2  nsubj →  2  nsubj
        know  know VERB  VBP 0  root  →  0  ROOT
        he    he   PRON  PRP 5  nsubj →  4  nsubj
        is    be   AUX   VBZ 5  cop   →  2  ccomp
        old   old  ADJ   JJ  2  ccomp →  4  acomp
        but   but  CCONJ CC  8  cc    →  4  cc
        he    he   PRON  PRP 8  nsubj →  8  nsubj
        works work VERB  VBZ 5  conj  →  4  conj
    """,
    "copula with a clause": """
        The   the    DET   DT  2  det         →  2  det
        aim   aim    NOUN  NN  5  nsubj:outer →  3  nsubj
        is    be     AUX   VBZ 5  cop         →  0  ROOT
        to    to     PART  TO  5  mark        →  5  aux
        win   win    VERB  VB  0  root        →  3  xcomp
    """,
    "existential there": """
        There there PRON EX  2  expl  →  2  expl
        are   be    VERB VBP 0  root  →  0  ROOT
        two   two   NUM  CD  4  nummod →  4  nummod
        plans plan  NOUN NNS 2  nsubj →  2  attr
    """,
    "extraposition": """
        It     it    PRON  PRP 3  expl  →  2  nsubj
        is     be    AUX   VBZ 3  cop   →  0  ROOT
        clear  clear ADJ   JJ  0  root  →  2  acomp
        that   that  SCONJ IN  6  mark  →  6  mark
        they   they  PRON  PRP 6  nsubj →  6  nsubj
        lied   lie   VERB  VBD 3  csubj →  2  ccomp
    """,
    "extraposed infinitive": """
        It     it    PRON  PRP 3  expl  →  2  nsubj
        is     be    AUX   VBZ 3  cop   →  0  ROOT
        hard   hard  ADJ   JJ  0  root  →  2  acomp
        to     to    PART  TO  5  mark  →  5  aux
        leave  leave VERB  VB  3  csubj →  2  xcomp
    """,
    "clausal subject": """
        Winning  win     VERB VBG 2  csubj →  2  csubj
        matters  matter  VERB VBZ 0  root  →  0  ROOT
    """,
    "indirect speech": """
        Officials official NOUN  NNS 2  nsubj →  2  nsubj
        said      say      VERB  VBD 0  root  →  0  ROOT
        that      that     SCONJ IN  6  mark  →  6  mark
        roads     road     NOUN  NNS 6  nsubj:pass →  6  nsubjpass
        were      be       AUX   VBD 6  aux:pass   →  6  auxpass
        closed    close    VERB  VBN 2  ccomp →  2  ccomp
    """,
    "direct speech before its verb, as parataxis": """
        “      “     PUNCT ``  3  punct     →  3  punct
        We     we    PRON  PRP 3  nsubj     →  3  nsubj
        won    win   VERB  VBD 0  root      →  6  ccomp
        ,      ,     PUNCT ,   6  punct     →  6  punct
        ”      ”     PUNCT ''  3  punct     →  6  punct
        said   say   VERB  VBD 3  parataxis →  0  ROOT
        Kim    Kim   PROPN NNP 6  nsubj     →  6  nsubj
        .      .     PUNCT .   3  punct     →  6  punct
    """,
    "a reporting clause inside its sentence stays an aside": """
        Taxes  tax   NOUN  NNS 6  nsubj     →  6  nsubj
        ,      ,     PUNCT ,   4  punct     →  4  punct
        she    she   PRON  PRP 4  nsubj     →  4  nsubj
        said   say   VERB  VBD 6  parataxis →  6  parataxis
        ,      ,     PUNCT ,   4  punct     →  4  punct
        fell   fall  VERB  VBD 0  root      →  0  ROOT
    """,
    "infinitive of a control verb": """
        She   she   PRON PRP 2  nsubj →  2  nsubj
        asked ask   VERB VBD 0  root  →  0  ROOT
        him   he    PRON PRP 2  obj   →  2  dobj
        to    to    PART TO  5  mark  →  5  aux
        leave leave VERB VB  2  xcomp →  2  xcomp
    """,
    "infinitive of a raising verb is a clause": """
        She   she   PRON PRP 2  nsubj →  2  nsubj
        wants want  VERB VBZ 0  root  →  0  ROOT
        him   he    PRON PRP 2  obj   →  5  nsubj
        to    to    PART TO  5  mark  →  5  aux
        leave leave VERB VB  2  xcomp →  2  ccomp
    """,
    "adjective after a verb of seeming": """
        He    he    PRON PRP 2  nsubj →  2  nsubj
        seems seem  VERB VBZ 0  root  →  0  ROOT
        tired tired ADJ  JJ  2  xcomp →  2  acomp
    """,
    "noun after a verb of becoming": """
        He      he     PRON PRP 2  nsubj →  2  nsubj
        became  become VERB VBD 0  root  →  0  ROOT
        mayor   mayor  NOUN NN  2  xcomp →  2  attr
    """,
    "object complement": """
        They    they  PRON PRP 2  nsubj →  2  nsubj
        elected elect VERB VBD 0  root  →  0  ROOT
        her     she   PRON PRP 2  obj   →  2  dobj
        chair   chair NOUN NN  2  xcomp →  2  oprd
    """,
    "complement of a passive": """
        He     he    PRON PRP 3  nsubj:pass →  3  nsubjpass
        was    be    AUX  VBD 3  aux:pass   →  3  auxpass
        named  name  VERB VBN 0  root       →  0  ROOT
        heir   heir  NOUN NN  3  xcomp      →  3  oprd
    """,
    "free relative as object": """
        I     I    PRON PRP 2  nsubj     →  2  nsubj
        heard hear VERB VBD 0  root      →  0  ROOT
        what  what PRON WP  2  obj       →  5  dobj
        she   she  PRON PRP 5  nsubj     →  5  nsubj
        said  say  VERB VBD 3  acl:relcl →  2  ccomp
    """,
    "free relative as subject": """
        What     what   PRON WP  3  nsubj     →  2  nsubj
        happened happen VERB VBD 1  acl:relcl →  3  csubj
        hurts    hurt   VERB VBZ 0  root      →  0  ROOT
    """,
    "free relative after a preposition": """
        news   news NOUN NN  0  root      →  0  ROOT
        of     of   ADP  IN  3  case      →  1  prep
        what   what PRON WP  1  nmod      →  5  dobj
        he     he   PRON PRP 5  nsubj     →  5  nsubj
        did    do   VERB VBD 3  acl:relcl →  2  pcomp
    """,
    "relative clause with a preposition": """
        the   the   DET  DT  2  det       →  2  det
        house house NOUN NN  0  root      →  0  ROOT
        in    in    ADP  IN  4  case      →  6  prep
        which which PRON WDT 6  obl       →  3  pobj
        he    he    PRON PRP 6  nsubj     →  6  nsubj
        died  die   VERB VBD 2  acl:relcl →  2  relcl
    """,
    "adverbial clause": """
        They    they    PRON  PRP 2  nsubj →  2  nsubj
        left    leave   VERB  VBD 0  root  →  0  ROOT
        because because SCONJ IN  5  mark  →  5  mark
        it      it      PRON  PRP 5  nsubj →  5  nsubj
        rained  rain    VERB  VBD 2  advcl →  2  advcl
    """,
    "purpose": """
        He    he   PRON  PRP 2  nsubj →  2  nsubj
        came  come VERB  VBD 0  root  →  0  ROOT
        in    in   ADP   IN  6  mark  →  6  mark
        order order NOUN NN  3  fixed →  6  mark
        to    to   PART  TO  6  mark  →  6  aux
        vote  vote VERB  VB  2  advcl →  2  advcl
    """,
    "clause of a noun": """
        a       a      DET  DT 2  det  →  2  det
        promise promise NOUN NN 0 root →  0  ROOT
        to      to     PART TO 4  mark →  4  aux
        pay     pay    VERB VB 2  acl  →  2  acl
    """,
    "verb particle": """
        He      he    PRON PRP 2  nsubj        →  2  nsubj
        gave    give  VERB VBD 0  root         →  0  ROOT
        up      up    ADP  RP  2  compound:prt →  2  prt
    """,
    "two sentences in one": """
        Go     go    VERB VB  0  root      →  0  ROOT
        :      :     PUNCT :  4  punct     →  4  punct
        they   they  PRON PRP 4  nsubj     →  4  nsubj
        wait   wait  VERB VBP 1  parataxis →  1  parataxis
    """,
    "what has no name": """
        Lima  Lima  PROPN NNP 0  root →  0  ROOT
        555   555   NUM   CD  1  list →  1  dep
    """,
    "version 1: oblique, passive, negation, adverbial noun": """
        It     it    PRON PRP 4  nsubjpass →  4  nsubjpass
        was    be    AUX  VBD 4  auxpass   →  4  auxpass
        n't    not   PART RB  4  neg       →  4  neg
        sold   sell  VERB VBN 0  root      →  0  ROOT
        to     to    ADP  TO  6  case      →  4  prep
        Ghana  Ghana PROPN NNP 4 nmod      →  5  pobj
        Monday Monday PROPN NNP 4 nmod:tmod →  4  npadvmod
    """,
    "version 1: agent": """
        It     it    PRON PRP 3  nsubjpass →  3  nsubjpass
        was    be    AUX  VBD 3  auxpass   →  3  auxpass
        sold   sell  VERB VBN 0  root      →  0  ROOT
        by     by    ADP  IN  5  case      →  3  agent
        Ghana  Ghana PROPN NNP 3 nmod      →  4  pobj
    """,
    "version 1: names, conjunctions on the first conjunct": """
        Ann    Ann   PROPN NNP 0  root →  2  compound
        Lee    Lee   PROPN NNP 1  name →  0  ROOT
        and    and   CCONJ CC  1  cc   →  2  cc
        Bo     Bo    PROPN NNP 1  conj →  2  conj
    """,
}


@pytest.mark.parametrize("name", CASES)
def test_clause(name: str) -> None:
    tree, expected = parse(CASES[name])
    assert converted(tree) == expected


def test_a_cycle_is_refused() -> None:
    tree, _ = parse("""
        a  a  X FW 2  dep →  2  dep
        b  b  X FW 1  dep →  1  dep
        c  c  X FW 0  root →  0  ROOT
    """)
    with pytest.raises(ValueError, match="cycle"):
        converted(tree)


def test_two_roots_are_refused() -> None:
    tree, _ = parse("""
        a  a  X FW 0  root →  0  ROOT
        b  b  X FW 0  root →  0  ROOT
    """)
    with pytest.raises(ValueError, match="one root"):
        converted(tree)
