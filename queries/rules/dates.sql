-- One row: the as-of date D, its year, and the year of the renewal cycle (docs/rules.md sections 1
-- and 8). This is the only query with the parameter $as_of; all other rules read D from here.
-- key: one row
with as_of as (
    select $as_of::date as as_of
),
final as (
    select
        as_of.as_of,
        year(as_of.as_of)::integer as year,
        (
            year(as_of.as_of)
            - (month(as_of.as_of) <= rule_settings.shown_through_month)::integer
        )::integer as cycle_year,
    from as_of
    cross join rule_settings
)
select * from final
