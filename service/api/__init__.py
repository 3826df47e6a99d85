"""The HTTP interface: one file per resource; schemas, problems and parsing beside them."""
