-- One row per active or awaiting MVP and what the risk is about (docs/rules.md section 7): a track,
-- `certification` or `nda`. Of the columns that are null where about is not a track, about_rank is
-- the place among the tracks, and still_missing null too where nothing is.
-- key: mvp_id, about
with likely_enough as (
    select min_chance from rule_risks where risk = 'low'
),
answering as (
    select
        track_risk.*,
        not has_enough_solutions
            or (share_chance < likely_enough.min_chance and not is_out_of_reach) as is_share_short,
    from track_risk
    cross join likely_enough
),
track_rows as (
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
                when due_on < as_of then needed || ' missing on ' || due_on
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
        nullif(concat_ws(', with ',
            if(needed > 0,
                format('{:,} more ', needed) || if(needed = 1, unit_one, unit_many), null),
            if(is_share_short and not is_out_of_reach, format(
                '{:,} of the next {:,} answers accepted', must_be_accepted, next_answers), null)
        ), '') as still_missing,
    from answering
    join rule_tracks using (track)
    cross join rule_settings
    cross join dates
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
