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
        min((file, line)) as first_place,
    from stranger_rows
    group by source, key
),
final as (
    select
        source,
        account,
        "rows",
        first_on,
        last_on,
        first_place[1] || ' line ' || first_place[2] as example,
    from accounts
)
select * from final order by "rows" desc, source, account
