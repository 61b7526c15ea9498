-- One row per further address of an MVP that is also an address of another one (docs/contract.md,
-- Warnings).
-- key: file_number, line, value
with addresses as (
    select file_number, line, mvp_id, email as address, false as is_other from used
    union all
    select file_number, line, mvp_id, unnest(string_split(other_emails, ';')), true from used
)
select
    file_number,
    line,
    'other_email_of_another' as warning,
    (
        select string_agg(distinct everybody.mvp_id, ', ' order by everybody.mvp_id)
        from addresses as everybody
        where lower(everybody.address) = lower(addresses.address)
    ) || ': ' || address as value,
    1 as times,
from addresses
where is_other and exists (
    from addresses as others
    where lower(others.address) = lower(addresses.address) and others.mvp_id != addresses.mvp_id
)
