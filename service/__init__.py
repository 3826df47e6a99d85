"""Onrecord: who said what in the news, and where they stand."""

import os

# Products of small matrices: further threads of the numeric library would only wait, and take a
# core from the encoder. It reads this when numpy is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
