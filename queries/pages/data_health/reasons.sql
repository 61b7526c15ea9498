-- One row per file, column, reason and hint of rejected rows: how many, and what to do.
select count(*) as times, replace(reason, '_', ' ') as fault, hint, file, "column"
from rejects
group by all
order by times desc, file, "column", fault, hint
