"""Raw exports become rows of the contract (docs/sources.md), in these steps:

raw/SOURCE/file  -> raw rows      formats/ reads a file of any known format as text, with its places
sources/*.toml   -> a mapping     mapping.py and mapping_file.py, chosen by the header in choose.py
raw rows         -> mapped rows   compile.py and cells.py write the SQL, or own_sql.py runs a select
mapped rows      -> the newest    newest.py: of several exports the last one has the say
the newest       -> linked rows   linking.py: whose account it is, and strangers
linked rows      -> data/inputs   staged.py and read.py: as if each export were a contract file
"""
