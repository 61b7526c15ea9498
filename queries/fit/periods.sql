-- One row per MVP, track committed to and program year with a case of the track record: its days up
-- to D on which data is complete and the MVP is in the program. On these the forecast of the track
-- is fitted (docs/forecast.md). since is the first day of evidence.
-- key: mvp_id, track, year
with picked as (
    select distinct mvp_id, track, year from cases
),
begun as (
    select
        spells.mvp_id,
        min(spells.from_on) as entered_on,
        max(coalesce(spells.to_on, dates.as_of + 1)) as left_on,
    from spells
    cross join dates
    group by spells.mvp_id
),
active as (
    select activity.mvp_id, min(activity.day) as first_on
    from activity
    join dates on activity.day <= dates.as_of
    group by activity.mvp_id
)
select
    picked.mvp_id,
    picked.track,
    picked.year,
    greatest(least(begun.entered_on, active.first_on), reach.complete_from) as since,
    greatest(program_years.first_day, begun.entered_on, reach.complete_from) as from_on,
    least(program_years.final_checkpoint, begun.left_on - 1, reach.complete_until, dates.as_of)
        as to_on,
from picked
join program_years using (year)
join reach using (track)
join begun using (mvp_id)
left join active using (mvp_id)
cross join dates
where from_on < to_on
order by picked.track, picked.mvp_id, picked.year
