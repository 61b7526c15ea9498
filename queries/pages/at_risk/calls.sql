-- One row per MVP and track to call about; within a risk, the highest chance first. $in_reach: true
-- for the call list, false for tracks that are out_of_reach, without a call_by.
-- $grouped_by: team, leads or null, what the rows are sorted by before; those without one are last.
-- $contacts: null, or JSON with the last contact of MVPs in words, and whether they are last until
-- a later day. way_back is null if on_track, still_missing if nothing is, leads if there is none.
-- key: mvp_id, track
with told as (
    select $contacts::json::map(varchar, struct(said varchar, is_later boolean)) as contacts
)
select track_risk.mvp_id, members.name,
    track_risk.track_label as track,
    still_missing || ' by ' || strftime(track_risk.due_on, '%b %-d') as still_missing,
    track_risk.risk_label as risk, track_risk.chance, track_risk.needed,
    track_risk.needed_a_week::decimal(6, 1) as needed_a_week,
    track_risk.recent_a_week::decimal(6, 1) as recent_a_week,
    call_when, call_by, why_now, way_back.way_back, contacts[members.mvp_id].said as last_contact,
    risk.explanation as reason, members.team, team_leads.leads, track_risk.due_on as checkpoint,
    track_risk.days_left,
from track_risk join members using (mvp_id) cross join told
join risk on risk.mvp_id = track_risk.mvp_id and risk.about = track_risk.track
join still_missing using (mvp_id, track, horizon)
left join call_deadlines using (mvp_id, track) left join way_back using (mvp_id, track)
left join team_leads on team_leads.team = members.team
where if($in_reach, call_by is not null, track_risk.risk = 'out_of_reach')
order by case when $grouped_by = 'team' then members.team when $grouped_by > '' then leads end
    nulls last, coalesce(contacts[members.mvp_id].is_later, false),
    track_risk.risk_rank desc, track_risk.chance desc, name, mvp_id, track_risk.track_rank
