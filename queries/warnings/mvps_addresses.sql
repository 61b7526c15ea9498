-- One row per further address of an MVP that is also an address of another one (docs/contract.md,
-- Warnings). `first_ids` are the first few of many ids as one text.
-- key: file_number, line, value
with addresses as (
    select file_number, line, mvp_id, email as address, false as is_other from used
    union all
    select file_number, line, mvp_id, unnest(string_split(other_emails, ';')), true from used
),
shared as (
    select folded, first_ids(mvp_id) as ids,
    from (select distinct lower(address) as folded, mvp_id from addresses)
    group by folded
    having count(*) > 1
)
select
    file_number,
    line,
    'other_email_of_another' as warning,
    ids || ': ' || address as value,
    1 as times,
from addresses
join shared on shared.folded = lower(addresses.address)
where is_other
