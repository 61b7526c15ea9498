-- One row per fact about the title of the MVP in sight: certification, renewal, commitment.
with facts as (
    select unnest([
        {'fact': 'Status', 'says': replace(members.status, '_', ' ') || ', entered '
            || strftime(members.entered_on, '%b %-d, %Y')},
        {'fact': 'Committed to', 'says': coalesce(replace(members.tracks, ';', ', '),
            'no commitment yet: any one of the four tracks counts')},
        {'fact': 'Year', 'says': if(members.goals_met, 'goals met', 'goals not met yet')},
        {'fact': 'Certification', 'says': replace(certification_status.status, '_', ' ')
            || coalesce(', valid until ' || strftime(valid_until, '%b %-d, %Y'), '')
            || coalesce(', exam due by ' || strftime(deadline, '%b %-d, %Y'), '')
            || coalesce(', ' || attempts_left || ' attempts left', '')},
        {'fact': 'Renewal', 'says': replace(members.renewal_stage, '_', ' ')
            || coalesce(': ' || blocker.blocker, '')},
    ], recursive := true)
    from members
    left join certification_status using (mvp_id)
    left join blocker using (mvp_id)
)
select fact, says from facts where says is not null
