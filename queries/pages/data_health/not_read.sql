-- One row per raw export that was not read, and why.
-- key: file
select file, source, not_read_because as hint
from raw_files
where not_read_because is not null
order by file
