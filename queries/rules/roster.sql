-- One row per MVP and year in play in which they held or could hold the title (docs/rules.md
-- section 5). start is the first day of the year that counts for them (section 1).
-- key: mvp_id, year
with final as (
    select
        mvps.mvp_id,
        years.* exclude (first_day),
        greatest(years.first_day, mvps.entered_on) as start,
    from mvps
    join years
        on mvps.entered_on <= years.seen_to
        and (mvps.left_on is null or year(mvps.left_on) >= years.year)
)
select * from final
