"""The base English pipeline: treebanks and entity corpora in, a spaCy pipeline out."""
