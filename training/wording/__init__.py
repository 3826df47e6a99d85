"""Makes the word vectors of service.wording, and weighs the signs by which targets fit topics."""
