-- One row: how many can still reach the next checkpoint and need a call, and in a note how many of
-- those at risk they are, and what is with the others; no row where nobody needs one.
-- key: one row
with listed as (
    select mvp_id, members.is_at_risk, members.risk = 'medium' as could_slip, max(due_on) as due_on,
        count(call_deadlines.track) as rows, case when rows > 0 then 'here'
            when bool_or(track_risk.risk = 'out_of_reach') then 'too late'
            when bool_or(leaves_on <= due_on) then 'leaving' else 'exam' end as place,
    from members left join track_risk using (mvp_id) left join known_leavings using (mvp_id)
    left join call_deadlines using (mvp_id, track) where status = 'active' group by all
),
counted as (
    select count(*) filter (rows > 0) as people, sum(rows)::bigint as rows, max(due_on) as due_on,
        count(*) filter (is_at_risk) as at_risk, count(*) filter (could_slip) as slipping,
        histogram(place) filter (is_at_risk) as places, coalesce(places['here'], 0)::bigint as here,
        count(*) filter (rows > 0 and could_slip) as slipping_here,
    from listed
)
select format('Call {:,} ', people) || if(people = 1, person_word, people_word)
        || ' who can still make it by ' || strftime(due_on, '%b %-d') as sentence,
    concat_ws(' and ', format('{:,} of the {:,} at risk', nullif(here, 0), at_risk),
        format('{:,} of the {:,} who could slip', nullif(slipping_here, 0), slipping),
        format('{:,} for whom another track is enough', nullif(people - here - slipping_here, 0)))
    || if(rows = people, '.', format(', in {:,} rows: one per track.', rows))
    || coalesce(format(' The other {:,} at risk: ', nullif(at_risk - here, 0)) || concat_ws(', ',
        format('{:,} ', places['too late']) || rule_risks.label || ' in a track',
        format('{:,} leaving before then', places['leaving']),
        format('{:,} because of an exam', places['exam'])) || '.', '') as note,
from counted cross join rule_settings join rule_risks on rule_risks.risk = 'out_of_reach'
where people > 0
