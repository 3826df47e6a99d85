"""How the model of clarity was made: record, fit."""
