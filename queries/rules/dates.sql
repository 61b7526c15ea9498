-- One row: the as-of date, and the two years it speaks of (docs/rules.md sections 1 and 8).
-- The one place where the parameter $as_of enters; every other rule reads it from here.
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
