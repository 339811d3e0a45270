"""Every language pack has every table, well formed, without duplicates, in lower case and NFC."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

import pytest

from ifolge.codebook import TYPES
from ifolge.languages import LANGUAGES, pack
from ifolge.languages.tables import TABLES
