"""Work in the background: accepted articles are taken from the store, analysed and stored."""
