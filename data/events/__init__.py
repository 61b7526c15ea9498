"""What people say on pages: one file for each event, and what follows from them.

An event is never changed; a later one answers, corrects or withdraws it (docs/contract.md, Input:
events). `kinds` and `model` say what an event is, `folder` reads and writes it, `rights` and
`checks` say who may write what, `requests` is the state that follows, and `rows` are the rows of
the contract that a build makes of it.
"""
