"""Reading: bytes → articles.

``read`` takes files, folders, globs and standard input in plain text, HTML, RSS, JSON, JSON lines, CSV and Parquet, and yields articles with their
language and their interval of publication, and a coded issue for whatever could not be read. ``cut_tail`` tells where a text breaks off.
"""

from ifolge.reading.language import Guess, identify, identify_passage
from ifolge.reading.options import Format, ReadOptions
from ifolge.reading.reader import expected, read, read_entries, read_files
from ifolge.reading.sources import Source
from ifolge.reading.truncation import cut_tail

__all__ = ["Format", "Guess", "ReadOptions", "Source", "cut_tail", "expected", "identify", "identify_passage", "read", "read_entries", "read_files"]
