-- One row per active or awaiting MVP and what the risk is about (docs/rules.md section 7): a track,
-- `certification` or `nda`. The columns from done to chance are null where about is not a track.
-- key: mvp_id, about
with likely_enough as (
    select min_chance from rule_risks where risk = 'low'
),
track_rows as (
    select
        track_risk.mvp_id,
        track_risk.track as about,
        track_risk.done,
        track_risk.expected_at_checkpoint,
        track_risk.needed,
        track_risk.chance,
        track_risk.risk,
        concat_ws('; ',
            track_risk.done || ' of ' || track_risk.expected_at_checkpoint || ' '
                || if(track_risk.expected_at_checkpoint = 1, unit_one, unit_many),
            case
                when needed = 0 then 'nothing more needed by then'
                when days_left = 0 then needed || ' more today'
                else needed || ' more in ' || days_left || if(days_left = 1, ' day', ' days')
            end,
            recent || ' in the last ' || recent_days || ' days',
            if(risk = 'out_of_reach', 'out of reach by then', null),
            if(has_enough_solutions
                and (is_out_of_reach or share_chance >= likely_enough.min_chance), null,
                'accepted ' || solutions || ' of ' || answers || ' answers, ' || min_solutions
                || ' in ' || min_solutions_of || ' needed'),
            if(is_out_of_reach or share_chance >= likely_enough.min_chance, null,
                must_be_accepted || ' of the next ' || next_answers
                || ' would have to be accepted'),
            if(is_stale, coalesce('data up to ' || complete_until, 'no data'), null)
        ) as reason,
    from track_risk
    join rule_tracks using (track)
    cross join likely_enough
    cross join rule_settings
),
rows as (
    select * from track_rows
    union all by name
    select mvp_id, 'certification' as about, risk, reason, from certification_risk
    union all by name
    select mvp_id, 'nda' as about, 'high' as risk, 'NDA not signed' as reason,
    from membership
    where status = 'awaiting_nda'
),
final as (
    select
        rows.*,
        rule_risks.label as risk_label,
        rule_risks.risk_rank,
        rule_risks.is_at_risk,
        roster.next_checkpoint as checkpoint,
        (roster.next_checkpoint - roster.as_of)::integer as days_left,
    from rows
    join roster on roster.mvp_id = rows.mvp_id and roster.is_current
    join rule_risks using (risk)
)
select * from final
