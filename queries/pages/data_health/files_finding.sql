-- One row: how many rows were read from how many files, and how many of them are good; null where
-- no file was read.
-- key: one row
with counted as (
    select
        count(distinct file) as files,
        coalesce(sum(rows_read), 0)::bigint as rows_read,
        coalesce(sum(good), 0)::bigint as good,
    from build_files
)
select if(files = 0, null,
    format('{:,} of {:,} ', good, rows_read) || if(rows_read = 1, 'row', 'rows')
        || format(' in {:,} ', files) || if(files = 1, 'file', 'files')
        || if(good = 1, ' is good', ' are good')) as sentence,
from counted
