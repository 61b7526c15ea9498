-- One row per judged track as of the day, and one with an empty track for the MVP as a whole: the
-- figures with the plan (docs/rules.md section 18).
-- key: track
with of_tracks as (
    select
        progress.mvp_id,
        progress.track,
        progress.track_rank,
        progress.done,
        progress.expected,
        progress.level_label,
        progress.target,
        progress.answers,
        progress.solutions,
    from progress
    where progress.is_judged
),
of_mvps as (
    select goals.mvp_id, '' as track, 0 as track_rank, goals.level_label,
    from goals
    join dates using (year)
),
together as (
    select * from of_tracks
    union all by name
    select * from of_mvps
),
final as (
    select together.* exclude (mvp_id, track_rank),
    from together
    join states using (mvp_id)
    where states.has_plan
)
select * from final order by track
