-- One row per rejected row, with the columns of rejects.csv (docs/contract.md).
-- key: file, line
select file, line, "column", value, reason, "row", hint
from rejects
order by file, line
