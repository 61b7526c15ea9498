-- One row per MVP, track and local day with at least one countable contribution
-- (docs/rules.md section 2). done is 1 where days are counted, and the sum of the points where
-- points are counted. answers and solutions are 0 in tracks without answers.
-- key: mvp_id, track, day
with countable as (
    select contributions.*, rule_tracks.measure, rule_tracks.has_answers,
        if(measure = 'points', coalesce(points, 1), null) as counted_points,
    from contributions
    join rule_tracks using (track)
    where is_countable
),
final as (
    select
        mvp_id,
        track,
        day,
        count(*)::integer as contributions,
        if(measure = 'days', 1, count(*))::integer as events,
        coalesce(sum(counted_points), if(measure = 'days', 1, count(*)))::integer as done,
        coalesce(sum(counted_points * counted_points), 0)::bigint as squared_points,
        (count(*) filter (has_answers))::integer as answers,
        (count(*) filter (has_answers and accepted))::integer as solutions,
        bool_and(counted) as in_title,
    from countable
    group by mvp_id, track, day, measure
)
select * from final order by mvp_id, track, day
