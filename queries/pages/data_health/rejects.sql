-- One row per rejected row, with where it stands and why.
select file, line, "column", value, replace(reason, '_', ' ') as reason, "row"
from rejects
order by file, line
