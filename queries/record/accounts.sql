-- accounts.csv: one row per account that links rows of raw files to the MVP.
-- key: source, account, from_on
select source, account, from_on, to_on,
from accounts
order by all
