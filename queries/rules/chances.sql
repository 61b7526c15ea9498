-- One row per MVP of this year's roster, track and horizon ahead (checkpoint, final): the chance
-- that the contributions still needed come in time and that enough answers are accepted
-- (docs/forecast.md; docs/rules.md section 7), how many a week that takes, and how many a week came
-- lately. needed_a_week is null on the last day. is_certain: nothing more has to happen. chance is
-- count_chance times share_chance.
-- key: mvp_id, track, horizon
with ahead as (
    select
        expected.mvp_id,
        expected.track,
        expected.horizon,
        deadlines.due_on,
        deadlines.days_left,
        deadlines.open_days_left,
        deadlines.open_time_left * coalesce(steps_an_event, 1) as open_time_left,
        expected.needed,
        coalesce(share_chance.still_needed, expected.needed) as still_needed,
        coalesce(points_of_events.step_points, 1) as step_points,
        coalesce(share_chance.must_be_accepted, 0) as must_be_accepted, share_chance.next_answers,
        coalesce(share_chance.share_chance, 1) as share_chance,
        coalesce(share_chance.is_lost, false) or (expected.needed > 0 and (
            deadlines.days_left = 0
            or (rule_tracks.measure = 'days' and expected.needed > deadlines.days_left)
        )) as is_out_of_reach,
    from expected
    join dates using (year)
    join deadlines using (mvp_id, year, horizon)
    join rule_tracks using (track)
    left join share_chance using (mvp_id, track, horizon)
    left join points_of_events using (mvp_id, track)
    where expected.horizon != 'as_of'
),
paced as (
    select
        ahead.*,
        pace.recent,
        pace.recent_before,
        pace.size,
        ceil((ahead.still_needed / ahead.step_points)::decimal(18, 6))::integer as needed_events,
        ln(pace.days) - ln(pace.days + ahead.open_time_left) as log_p,
        ln(nullif(ahead.open_time_left, 0)) - ln(pace.days + ahead.open_time_left) as log_q,
        nextafter(1::double, 0) as below_one,
        rule_settings.days_a_week,
        rule_settings.recent_days,
    from ahead
    join pace using (mvp_id, track)
    cross join rule_settings
),
counted as (
    select
        paced.*,
        still_needed = 0 and must_be_accepted = 0 as is_certain,
        case
            when still_needed = 0 then 1
            when open_days_left = 0 then 0
            else 1 - list_sum(list_transform(
                range(needed_events),
                lambda i:
                exp(lgamma(size + i) - lgamma(size) - lgamma(i + 1) + size * log_p + i * log_q)
            ))
        end as count_chance,
    from paced
),
final as (
    select
        counted.* exclude (
            still_needed, step_points, needed_events, open_time_left, size, log_p, log_q, below_one,
            days_a_week, recent_days
        ),
        needed * days_a_week / nullif(days_left, 0) as needed_a_week,
        recent * days_a_week / recent_days as recent_a_week,
        case
            when is_out_of_reach then 0
            when is_certain then 1
            -- A chance that is not certain is never rounded to 0 or 1.
            else greatest(1 - below_one, least(below_one, share_chance * count_chance))
        end::double as chance,
    from counted
)
select * from final
