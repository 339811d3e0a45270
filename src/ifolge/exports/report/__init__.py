"""A readable report of claims by place and day with their sources, in the manner of casualty recorders: as HTML and as Markdown.

What is said is worked out once (``contents``, from ``words``) and set twice (``html``, ``markdown``). Numbers of different sources stand side by side
and are never added. A report holds its entries in memory, since it sorts them by place and day.
"""

from ifolge.exports.report.about import About
from ifolge.exports.report.html import report_html
from ifolge.exports.report.markdown import report_markdown

__all__ = ["About", "report_html", "report_markdown"]
