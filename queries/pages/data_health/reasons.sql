-- One row per file, column, fault and hint among the rejected rows: how many have it, and what to
-- do. column is null where the row as a whole is rejected.
-- key: file, column, fault, hint
select count(*) as times, replace(reason, '_', ' ') as fault, hint, file, "column"
from rejects
group by all
order by times desc, file, "column", fault, hint
