-- One row per account that links rows of raw files to the MVP, and per source that does so by their
-- e-mail address alone. from_on and to_on are null where the account has no such day, contributions
-- where none of the source was read.
-- key: source, account, from_on
with fed as (
    select source, sum(contributions)::bigint as contributions from source_rows group by all
)
select
    coalesce(accounts.source, fed.source) as source,
    coalesce(accounts.account, 'their e-mail address') as account,
    accounts.from_on,
    accounts.to_on,
    fed.contributions,
from accounts
full join fed on lower(fed.source) = lower(accounts.source)
order by all
