"""The attribution model: corpora to examples, training, evaluation, export, package."""
