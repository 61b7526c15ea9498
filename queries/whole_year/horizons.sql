-- One row per MVP of this year's roster: the whole year, from its first day to the final
-- checkpoint, whenever the MVP entered. The rules `deadlines` and `expected` are computed for it,
-- without leave (docs/rules.md section 2).
-- key: mvp_id
select
    roster.mvp_id,
    roster.year,
    roster.as_of,
    years.first_day as start,
    'whole year' as horizon,
    roster.final_checkpoint as due_on,
from roster
join years using (year)
where roster.is_current
