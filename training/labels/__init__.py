"""Training of the classifiers of stance, commitment and act."""
