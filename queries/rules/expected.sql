-- One row per MVP, year of the roster, track, horizon and day due: what is expected by that day
-- (docs/rules.md section 2).
with final as (
    select
        deadlines.mvp_id,
        deadlines.year,
        rule_tracks.track,
        deadlines.horizon,
        deadlines.due_on,
        case
            when rule_tracks.is_daily
                then floor(deadlines.weekdays * rule_tracks.weekday_share)
            else deadlines.months // rule_tracks.cadence_months
        end::integer as expected,
    from deadlines
    cross join rule_tracks
)
select * from final
