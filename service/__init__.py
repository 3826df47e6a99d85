"""Onrecord: who said what in the news, and where they stand."""
