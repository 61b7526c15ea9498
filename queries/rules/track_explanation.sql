-- One row per active MVP and judged track: the reason for the risk as people read it (docs/rules.md
-- section 7, Reason). It says more than that of risk.csv, whose words are fixed.
-- key: mvp_id, track
with final as (
    select
        track_risk.mvp_id,
        track_risk.track,
        concat_ws('; ',
            case
                when expected_at_checkpoint = 0 and done = 0 then 'no ' || unit_many || ' expected'
                when done > expected_at_checkpoint
                    then format('{:,} ', done) || if(done = 1, unit_one, unit_many) || ' done, '
                        || if(expected_at_checkpoint = 0, 'none',
                            format('{:,}', expected_at_checkpoint)) || ' expected'
                else format('{:,} of {:,} ', done, expected_at_checkpoint)
                    || if(expected_at_checkpoint = 1, unit_one, unit_many)
            end || ' by ' || strftime(track_risk.due_on, '%b %-d'),
            case
                when needed = 0 and is_share_short then 'no more ' || unit_many || ' needed by then'
                when expected_at_checkpoint = 0 then null
                when needed = 0 then 'nothing more needed by then'
                when track_risk.due_on < roster.as_of then format('{:,} missing', needed)
                when days_left = 0 then format('{:,} more today', needed)
                else format('{:,} more in {} ', needed, days_left)
                    || if(days_left = 1, 'day', 'days')
            end,
            format('{:,} in the last {} days', recent, recent_days) || if(recent_before = 0, '',
                format(', {:,} of them before ', recent_before) || strftime(start, '%b %-d')),
            if(risk = 'out_of_reach', risk_label || ' by then', null),
            if(is_share_short, format('accepted {:,} of {:,} answers, {} in {} needed',
                solutions, answers, min_solutions, min_solutions_of), null),
            if(is_share_short and not is_out_of_reach,
                format('{:,} of the next {:,} would have to be accepted',
                    must_be_accepted, next_answers)
                || if(has_enough_solutions, ' to keep the share', ''), null),
            if(risk = 'unknown' and goal_met, 'goal of the year met', null),
            if(risk = 'unknown', 'risk unknown: ' || case
                when not is_known then no_data_label
                else coalesce('data up to ' || strftime(complete_until, '%b %-d, %Y'), 'no data')
            end, null)
        ) as explanation,
    from track_risk
    join still_missing using (mvp_id, track, horizon)
    join roster on roster.mvp_id = track_risk.mvp_id and roster.is_current
    join rule_tracks using (track)
    cross join rule_settings
)
select * from final
