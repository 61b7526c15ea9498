-- One row per file and id of somebody whom nobody knows: how many rows are
-- about them.
-- key: file, value
select value, count(*) as times, file, min(line) as line
from rejects
where reason in ('unknown_mvp', 'unknown_nomination')
group by all
order by times desc, file, value
