-- One row per MVP, year of the roster and track: what counts from the start to D (docs/rules.md
-- section 2). It is 0 for an MVP who did nothing. most_answers is the most answers of one day.
-- has_enough_solutions: the second criterion, true in tracks without it.
-- is_known: the data of the track covers all days from the start on (section 13). is_stale: it ends
-- too early for D, or for the final checkpoint once that has passed.
-- key: mvp_id, year, track
with in_year as (
    select
        roster.mvp_id,
        roster.year,
        activity.track,
        sum(activity.done)::integer as done,
        sum(activity.answers)::integer as answers,
        sum(activity.solutions)::integer as solutions,
        max(activity.answers)::integer as most_answers,
    from roster
    join activity
        on activity.mvp_id = roster.mvp_id
        and activity.day between roster.start and roster.seen_to
    where activity.in_title
    group by all
),
final as (
    select
        committed.mvp_id,
        committed.year,
        committed.track,
        coalesce(in_year.done, 0) as done,
        coalesce(in_year.answers, 0) as answers,
        coalesce(in_year.solutions, 0) as solutions,
        coalesce(in_year.most_answers, 0) as most_answers,
        rule_tracks.min_solutions is null
            or not supplied.acceptance_is_tracked
            or coalesce(in_year.solutions, 0)::bigint * rule_tracks.min_solutions_of
            >= coalesce(in_year.answers, 0)::bigint * rule_tracks.min_solutions
            as has_enough_solutions,
        coalesce(reach.complete_from <= roster.start, false) as is_known,
        coalesce(roster.seen_to - reach.complete_until > reach.days_allowed, true) as is_stale,
    from committed
    join roster using (mvp_id, year)
    join rule_tracks using (track)
    join reach using (track)
    cross join supplied
    left join in_year using (mvp_id, year, track)
)
select * from final
