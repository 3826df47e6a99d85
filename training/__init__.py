"""How the packaged weights were made: convert, train, evaluate, package."""
