"""Sends letters, digests and reminders, each of them once (docs/contract.md, Output: sending).

`outgoing` is what there is to send, `log` what was sent, `run` sends what the log lacks, and `smtp`
and `chat` are the ways to send.
"""
