-- One row per team with a lead: the addresses of its leads (docs/rules.md section 5).
-- key: team
with final as (
    select
        access.team,
        string_agg(distinct lower(trim(access.email)), ', ' order by lower(trim(access.email)))
            as leads,
    from access
    where access.role = 'lead' and access.team is not null
    group by access.team
)
select * from final
