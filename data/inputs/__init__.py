"""A folder of input files becomes checked tables (docs/contract.md), in these steps:

files      -> bytes         files.py finds the files of each input in the folder
bytes      -> text          decoding.py unpacks a file and finds its encoding
text       -> records       csv_records.py, or plain_csv.py and DuckDB for simple files; parquet.py
records    -> staged        staging.py puts them as text into the table `raw`, after headers.py
staged     -> checked       checked.py turns each cell into a value or a fault
checked    -> good, rejected, collapsed    duplicates.py and read.py, which runs all steps
"""
