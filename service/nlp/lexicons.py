"""What nouns and names tell, handed to all that read mentions."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from service.nlp import rules
from service.nlp.rules import OutletLexicon, PlaceLexicon, TitleLexicon


@dataclass(frozen=True, slots=True)
class Lexicons:
    """Titles and other nouns, places, outlets, and the gender of given names by `name_key`."""

    titles: TitleLexicon = field(default_factory=rules.titles)
    places: PlaceLexicon = field(default_factory=rules.places)
    outlets: OutletLexicon = field(default_factory=rules.outlets)
    first_names: Mapping[str, str] = field(default_factory=rules.first_names)
