"""Schemas: each checks, writes and documents one shape of JSON. They import no web framework."""
