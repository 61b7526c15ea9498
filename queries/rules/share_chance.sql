-- One row per MVP of this year's roster, track with a second criterion and horizon ahead: the
-- chance that enough answers are accepted by then (docs/forecast.md). still_needed is what is
-- needed for the count and the criterion. Of the next next_answers answers, must_be_accepted
-- have to be accepted. is_lost: the criterion is not met, and cannot be any more.
-- key: mvp_id, track, horizon
with asked as (
    -- While the criterion is not met, short is above 0, and each accepted answer takes gain off it.
    select
        expected.mvp_id,
        expected.track,
        expected.horizon,
        expected.needed,
        deadlines.days_left,
        if(rule_tracks.measure = 'days', deadlines.days_left, null) as most_days,
        deadlines.open_time_left * pace.size / pace.days * coalesce(mean_points, 1) as likely,
        done.* exclude (mvp_id, year, track, done),
        greatest(done.done, 1)::bigint as done_at_least,
        greatest(done.answers, 1)::bigint as answers_at_least,
        rule_tracks.min_solutions,
        rule_tracks.min_solutions_of,
        rule_tracks.min_solutions_of - rule_tracks.min_solutions as gain,
        greatest(0, done.answers * min_solutions - done.solutions * min_solutions_of) as short,
        pace.accepted,
        pace.not_accepted,
    from expected
    join dates using (year)
    join deadlines using (mvp_id, year, horizon)
    join done using (mvp_id, year, track)
    join pace using (mvp_id, track)
    join rule_tracks using (track)
    left join points_of_events using (mvp_id, track)
    cross join supplied
    where expected.horizon != 'as_of' and min_solutions is not null and acceptance_is_tracked
),
lifting as (
    select
        asked.*,
        short > gain * days_left * most_answers as is_lost,
        if(is_lost, 0, (short + gain - 1) // greatest(gain, 1)) as fewest_answers,
        greatest(needed, least(
            most_days,
            (fewest_answers * done_at_least + answers_at_least - 1) // answers_at_least
        ))::integer as still_needed,
        greatest(still_needed, least(most_days, round(likely)))::integer as done_ahead,
    from asked
),
answering as (
    select
        lifting.*,
        greatest(
            fewest_answers,
            (done_ahead * answers_at_least + done_at_least - 1) // done_at_least
        )::integer as next_answers,
        greatest(0, (
            (answers + next_answers) * min_solutions - solutions * min_solutions_of
            + min_solutions_of - 1
        ) // min_solutions_of)::integer as must_be_accepted,
        lgamma(next_answers + 1) - lgamma(accepted + not_accepted + next_answers)
            + lgamma(accepted + not_accepted) - lgamma(accepted) - lgamma(not_accepted) as shared,
    from lifting
),
final as (
    select
        mvp_id,
        track,
        horizon,
        is_lost,
        still_needed,
        next_answers,
        must_be_accepted,
        if(is_lost, 0, greatest(0, 1 - coalesce(list_sum(list_transform(
            range(must_be_accepted),
            lambda i: exp(
                shared - lgamma(i + 1) - lgamma(next_answers - i + 1)
                + lgamma(accepted + i) + lgamma(not_accepted + next_answers - i)
            )
        )), 0)))::double as share_chance,
    from answering
)
select * from final
