-- One row per band of chance: how many cases of one look-ahead have such a chance, and how many of
-- them reached what was expected (docs/rules.md section 11). mean_chance has four decimals: further
-- ones depend on the order of adding. It and share are null without a case. $track and $year: a
-- value, or null for all. No rows when there is no case at all.
-- key: from_chance
with counted as (
    select
        band,
        count(*) as cases,
        count(*) filter (is_reached) as reached,
        avg(chance::decimal(18, 15))::decimal(5, 4)::double as mean_chance,
    from cases
    where look_ahead = $look_ahead
        and ($track is null or track_label = $track) and ($year is null or year_label = $year)
    group by band
),
each_band as (
    select bands, too_few, unnest(range(bands)) as band from rule_settings
)
select each_band.band / each_band.bands as from_chance,
    (each_band.band + 1) / each_band.bands as to_chance,
    coalesce(counted.cases, 0) as cases,
    coalesce(counted.reached, 0) as reached,
    counted.mean_chance,
    counted.reached / counted.cases as share,
    if(coalesce(counted.cases, 0) < each_band.too_few, 'too few to judge', '') as note,
from each_band
left join counted using (band)
where exists (from counted)
order by each_band.band
