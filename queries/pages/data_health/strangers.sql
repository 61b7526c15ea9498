-- One row per source and account that is linked to nobody: how many rows of the raw exports it has,
-- from which day to which (in UTC), and where the first one is.
-- key: source, account
select source, account, rows as times, first_on, last_on, example
from strangers
order by times desc, source, account
