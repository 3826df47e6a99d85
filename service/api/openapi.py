"""Write the description of the calls: `python -m service.api.openapi > openapi.yaml`."""

import sys
from typing import Any

import yaml
from flask import Flask

from service.api.description import document
from service.api.registry import register


class _Dumper(yaml.SafeDumper):
    """Writes paragraphs as blocks and repeats what is equal, so that the file reads well."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _represent(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _represent)


def as_yaml() -> str:
    """Describe the calls as YAML, the same for the same code."""
    app = Flask("onrecord", static_folder=None)
    register(app)
    text: str = yaml.dump(
        document(app), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100
    )
    return text


if __name__ == "__main__":
    sys.stdout.write(as_yaml())
