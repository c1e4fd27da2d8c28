"""Dice for what laws draft by chance: documents, histories."""

from __future__ import annotations

import os

from hypothesis import strategies as st

DICE = st.randoms(use_true_random="SHRINK" not in os.environ)
"""A `Random` that hypothesis seeds. With SHRINK in the environment hypothesis throws every single die, for
twice the time, and so can make an example that breaks a law smaller."""
