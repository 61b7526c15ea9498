"""A Quack server of one build, as docs/larger-data.md sets it up; it ends with its standard input.

Arguments: the file of the build, and the address to listen at.
"""

import os
import sys

import duckdb

from data.store.locations import DatabaseUrl
from data.store.remote import TOKEN, load_extensions

file, address = sys.argv[1:]
con = duckdb.connect(file, read_only=True)
load_extensions(con, DatabaseUrl(address))
con.execute(
    "call quack_serve($address, token := $token)", {"address": address, "token": os.environ[TOKEN]}
)
con.execute("set enable_external_access = false")
con.execute("set lock_configuration = true")
print(address, flush=True)
sys.stdin.read()
