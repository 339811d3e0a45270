"""Gold claims against extracted claims: what is right, what is missed, what is invented.

``gold.read_gold`` reads annotated articles, ``claims.read_claims`` what an extractor wrote, ``score.score`` compares them.
"""
