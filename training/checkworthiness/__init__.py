"""Training of the model of check-worthiness."""
