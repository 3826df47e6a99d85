"""No list reads a whole table: every query's plan goes by an index."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import strategies as st

from service.records import QuoteFilter
from service.store import Store
from tests.factories import make_reported
