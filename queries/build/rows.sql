-- One row per input with a file: how many of its rows are in the database.
-- key: input
select input, sum(good - replaced)::bigint as rows,
from build_files
group by all
order by input
