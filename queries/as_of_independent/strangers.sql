-- One row per source and account that is linked to nobody, the most rows first. stranger_rows has
-- the rows of such accounts.
-- key: source, account
with accounts as (
    select
        source,
        arg_min(account, (file, line)) as written,
        if(contains(written, '@'), lower(written), written) as account,
        count(*) as "rows",
        min(day) as first_on,
        max(day) as last_on,
        arg_min(file || ' line ' || line, (file, line)) as example,
    from stranger_rows
    group by source, key
),
final as (
    select * exclude (written) from accounts
)
select * from final order by "rows" desc, source, account
