-- One row per active or awaiting MVP and what the risk is about (docs/rules.md section 7): a track,
-- `certification` or `nda`. reason is the text of risk.csv, explanation what people read. Of the
-- columns that are null where about is not a track, about_rank is the place among the tracks.
-- key: mvp_id, about
with track_rows as (
    select
        mvp_id,
        track as about,
        rule_tracks.track_label as about_label,
        rule_tracks.track_rank as about_rank,
        done,
        expected_at_checkpoint,
        needed,
        chance,
        risk,
        concat_ws('; ',
            done || ' of ' || expected_at_checkpoint || ' '
                || if(expected_at_checkpoint = 1, unit_one, unit_many),
            case
                when needed = 0 and is_share_short then 'no more ' || unit_many || ' needed by then'
                when needed = 0 then 'nothing more needed by then'
                when track_risk.due_on < as_of then needed || ' missing on ' || track_risk.due_on
                when days_left = 0 then needed || ' more today'
                else needed || ' more in ' || days_left || if(days_left = 1, ' day', ' days')
            end,
            recent || ' in the last ' || recent_days || ' days',
            if(risk = 'out_of_reach', risk_label || ' by then', null),
            if(is_share_short, 'accepted ' || solutions || ' of ' || answers || ' answers, '
                || min_solutions || ' in ' || min_solutions_of || ' needed', null),
            if(is_share_short and not is_out_of_reach, must_be_accepted || ' of the next '
                || next_answers || ' would have to be accepted', null),
            if(is_known or complete_until is null, null, no_data_label),
            if(is_stale, coalesce('data up to ' || complete_until, 'no data'), null)
        ) as reason,
        explanation,
    from track_risk
    join still_missing using (mvp_id, track, horizon)
    join track_explanation using (mvp_id, track)
    join rule_tracks using (track)
    cross join rule_settings
    cross join dates
),
rows as (
    select * from track_rows
    union all by name
    select mvp_id, 'certification' as about, risk, reason, explanation from certification_risk
    union all by name
    select mvp_id, 'nda' as about, 'high' as risk, 'NDA not signed' as reason,
        reason as explanation,
    from membership
    where status = 'awaiting_nda'
),
final as (
    select
        rows.* exclude (about_label),
        coalesce(rows.about_label, rows.about) as about_label,
        rule_risks.label as risk_label,
        rule_risks.risk_rank,
        rule_risks.is_at_risk,
        roster.next_checkpoint as checkpoint,
        greatest(0, roster.next_checkpoint - roster.as_of)::integer as days_left,
    from rows
    join roster on roster.mvp_id = rows.mvp_id and roster.is_current
    join rule_risks using (risk)
)
select * from final
