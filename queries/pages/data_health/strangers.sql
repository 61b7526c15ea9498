-- One row per source and account that is linked to nobody: how many rows of the raw exports it has,
-- from which day to which (in UTC), where the first one is, and what was settled about it. first_on
-- and last_on are null where no row has a day, note where nothing was settled.
-- key: source, account
with settled as (
    select distinct lower(source) as source, lower(account) as account
    from refusals
    where mvp_id is null
)
select
    strangers.source,
    strangers.account,
    strangers.rows as times,
    strangers.first_on,
    strangers.last_on,
    strangers.example,
    if(settled.source is null, null, 'no ' || person_word) as note,
from strangers
cross join rule_settings
left join settled
    on settled.source = lower(strangers.source) and settled.account = lower(strangers.account)
order by times desc, strangers.source, strangers.account
