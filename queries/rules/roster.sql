-- One row per MVP and year in play in which they held or could hold the title (docs/rules.md
-- section 5). start is the first day of the year that counts for them (section 1).
-- key: mvp_id, year
with reaching as (
    select spells.mvp_id, years.year, min(spells.from_on) as from_on,
    from spells
    join years
        on spells.from_on <= years.seen_to
        and (spells.to_on is null or spells.to_on >= years.first_day)
    group by all
),
final as (
    select
        reaching.mvp_id,
        years.* exclude (first_day, next_first_day),
        greatest(years.first_day, reaching.from_on) as start,
    from reaching
    join years using (year)
)
select * from final
