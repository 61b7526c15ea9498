-- One row per address of accounts that are linked to nobody; title and day are null where several
-- rows do not agree. stranger_rows has the rows of such accounts.
-- key: address
with known as (
    select
        address,
        if(min(title) = max(title), min(title), null) as title,
        if(min(day) = max(day), min(day), null) as day,
    from stranger_rows
    where address is not null
    group by all
),
final as (
    select * from known where title is not null or day is not null
)
select * from final order by address
