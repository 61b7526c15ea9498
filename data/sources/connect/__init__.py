"""`python -m data connect`: looks at a raw file and proposes a mapping for it.

raw table -> facts     columns.py: what the cells of each column look like
facts     -> cells     guesses.py: which column means what, by words.toml and by the cells
cells     -> mapping   proposal.py: the sections of the mapping; values.py: what values mean
mapping   -> text      mapping_text.py: the mapping as TOML with comments
"""
