-- One row per MVP, year of the roster, track, horizon and day due: how much is expected by then
-- (docs/rules.md section 2), and how much of it is still needed, with the unit in words (section
-- 7).
-- key: mvp_id, year, track, horizon, due_on
with counted as (
    select
        deadlines.mvp_id,
        deadlines.year,
        rule_tracks.track,
        deadlines.horizon,
        deadlines.due_on,
        case
            when rule_tracks.weekday_share is not null
                then floor(deadlines.weekdays * rule_tracks.weekday_share)
            else deadlines.months * rule_tracks.pieces // rule_tracks.cadence_months
        end::integer as expected,
        rule_tracks.unit_one,
        rule_tracks.unit_many,
    from deadlines
    cross join rule_tracks
),
final as (
    select
        counted.* exclude (unit_one, unit_many),
        greatest(0, counted.expected - done.done) as needed,
        if(needed = 1, counted.unit_one, counted.unit_many) as unit,
    from counted
    join done using (mvp_id, year, track)
)
select * from final
