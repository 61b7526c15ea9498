-- One row per input that the build has read: its files, and the rows of them that are good.
-- key: input
select
    input,
    count(*) as files,
    sum(good)::bigint as good,
from build_files
group by all
order by input
