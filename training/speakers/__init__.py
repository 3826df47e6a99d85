"""Training of the ranker that decides who "he", "the minister" or a shared surname is."""
