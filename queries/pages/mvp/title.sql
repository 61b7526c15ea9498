-- One row per fact about the MVP's title, such as status, commitment and goals. A fact that does
-- not apply has no row.
-- key: fact
with facts as (
    select unnest([
        {'fact': 'Status', 'says': members.status_label || ', entered '
            || strftime(members.entered_on, '%b %-d, %Y')
            || if(members.status = 'left', strftime(spells.to_on, ', left %b %-d, %Y'), '')},
        {'fact': 'Committed to', 'says': coalesce(members.tracks_label,
            if(supplied.has_commitments, 'no commitment yet', 'no commitments were supplied')
                || ': ' || rule_settings.any_track || ' counts')},
        {'fact': 'Year', 'says': coalesce(
            if(members.goals_met, 'goals met', if(members.goals_met is null, null,
                'goals not met yet')), 'goals unknown, ' || members.no_data_label)},
        {'fact': 'Certification', 'says': certification_status.status_label
            || if(supplied.has_certifications, '', ': no certifications were supplied')
            || coalesce(': ' || exam_reason.reason, '')
            || coalesce(', valid until ' || strftime(valid_until, '%b %-d, %Y'), '')
            || coalesce(', exam due by ' || strftime(deadline, '%b %-d, %Y'), '')
            || coalesce(format(', {} attempt', attempts_left) || if(attempts_left = 1, '', 's')
                || ' left', '')},
        {'fact': 'Renewal', 'says': renewal_stage_label || coalesce(': ' || blocker, '')},
    ], recursive := true)
    from members cross join supplied cross join rule_settings
    left join certification_status using (mvp_id)
    left join exam_reason using (mvp_id)
    left join blocker using (mvp_id)
    left join spells on spells.mvp_id = members.mvp_id and spells.from_on = members.entered_on
)
select fact, says from facts where says is not null
