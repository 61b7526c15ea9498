-- One row per MVP, track and local day with at least one countable contribution
-- (docs/rules.md section 2). done is 1 on a day of a daily track; answers and solutions are 0 in
-- the other tracks.
-- key: mvp_id, track, day
with countable as (
    select * from contributions where is_countable
),
final as (
    select
        countable.mvp_id,
        countable.track,
        countable.day,
        count(*)::integer as contributions,
        (case when any_value(rule_tracks.is_daily) then 1 else count(*) end)::integer as done,
        (count(*) filter (rule_tracks.is_daily))::integer as answers,
        (count(*) filter (rule_tracks.is_daily and countable.accepted))::integer as solutions,
        bool_and(countable.counted) as in_title,
    from countable
    join rule_tracks using (track)
    group by countable.mvp_id, countable.track, countable.day
)
select * from final order by mvp_id, track, day
