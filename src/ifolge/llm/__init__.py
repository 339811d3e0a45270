"""A second opinion: claims proposed by a language model, let in only where the article and our own resolvers bear them out.

The model is asked through any OpenAI-compatible endpoint (``client``, ``prompt``). It points at words and never counts characters (``reply``); its words are looked up in the
article (``anchoring``), numbers, days, places and names are read anew from them (``deriving``), and what does not hold is told and left out (``admission``).
``SecondOpinion`` does it for many articles (``opinion``).
"""

from ifolge.llm.account import Account
from ifolge.llm.client import KEY_VARIABLE, Endpoint
from ifolge.llm.opinion import SecondOpinion

__all__ = ["KEY_VARIABLE", "Account", "Endpoint", "SecondOpinion"]
