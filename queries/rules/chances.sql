-- One row per MVP of this year's roster, track and horizon (checkpoint, final): how likely the
-- missing contributions come in time (docs/forecast.md; docs/rules.md section 7), and how many a
-- week that takes beside how many came lately. needed_a_week is null on the last day.
with missing as (
    select
        deadlines.mvp_id,
        expected.track,
        deadlines.horizon,
        deadlines.due_on,
        deadlines.days_left,
        deadlines.open_days_left,
        greatest(0, expected.expected - done.done) as needed,
        rule_tracks.is_daily,
    from deadlines
    join dates using (year)
    join expected using (mvp_id, year, horizon)
    join done using (mvp_id, year, track)
    join rule_tracks using (track)
    where deadlines.horizon != 'as_of'
),
possible as (
    select
        missing.*,
        missing.needed > 0 and (
            missing.days_left = 0 or (missing.is_daily and missing.needed > missing.days_left)
        ) as is_out_of_reach,
        pace.recent,
        pace.size,
        ln(pace.days) - ln(pace.days + missing.open_days_left) as log_p,
        ln(nullif(missing.open_days_left, 0)) - ln(pace.days + missing.open_days_left) as log_q,
        rule_settings.days_a_week,
        rule_settings.recent_days,
    from missing
    join pace using (mvp_id, track)
    cross join rule_settings
),
final as (
    select
        possible.* exclude (size, log_p, log_q, is_daily, days_a_week, recent_days),
        needed * days_a_week / nullif(days_left, 0) as needed_a_week,
        recent * days_a_week / recent_days as recent_a_week,
        case
            when needed = 0 then 1
            when is_out_of_reach or open_days_left = 0 then 0
            else greatest(0, 1 - list_sum(list_transform(
                range(needed),
                lambda i: exp(
                    lgamma(size + i) - lgamma(size) - lgamma(i + 1) + size * log_p + i * log_q
                )
            )))
        end::double as chance,
    from possible
)
select * from final
