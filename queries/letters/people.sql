-- One row per MVP who gets a letter on the checkpoint D: those who are active or await their NDA
-- (docs/rules.md sections 3, 5, 6 and 8). valid_until, deadline and attempts_left are null where
-- they are null in certification_status; blocker is null if nothing blocks the renewal,
-- rules_changed_on if no rule changed since the checkpoint before, and rules_change_on, a list, if
-- none changes up to the end of the year.
-- key: mvp_id
with changed as (
    select max(changed_on) as changed_on
    from rule_changes
    join dates on changed_on <= dates.as_of
    where changed_on > (
        select max(checkpoint) from checkpoints join dates on checkpoint < dates.as_of
    )
),
ahead as (
    select list(distinct changed_on order by changed_on) as change_on
    from rule_changes
    join years on years.is_current and changed_on > as_of and changed_on <= final_checkpoint
)
select
    membership.mvp_id,
    membership.name,
    membership.email,
    membership.status = 'awaiting_nda' as is_awaiting,
    roster.year_label,
    roster.as_of as checkpoint,
    roster.as_of = roster.final_checkpoint as is_final,
    supplied.has_commitments,
    supplied.nda_is_tracked,
    rule_settings.any_track,
    rule_settings.uses_nda,
    rule_settings.uses_exams,
    rule_settings.uses_certification,
    rule_settings.uses_renewal,
    goals.tracks is not null as has_commitment,
    goals.require = 'any' as is_any_enough,
    goals.goals_met,
    goals.no_data_label,
    certification_status.status as certification,
    certification_status.valid_until,
    certification_status.deadline,
    certification_status.attempts_left,
    renewal_stage.stage,
    renewal_stage.decide_by,
    renewal_stage.decided_on,
    blocker.blocker,
    unmet_goals.goals as unmet_goals,
    rule_settings.contact,
    changed.changed_on as rules_changed_on,
    ahead.change_on as rules_change_on,
from roster
join membership using (mvp_id)
join goals on goals.mvp_id = roster.mvp_id and goals.year = roster.year
left join certification_status on certification_status.mvp_id = roster.mvp_id
left join renewal_stage on renewal_stage.mvp_id = roster.mvp_id
left join blocker on blocker.mvp_id = roster.mvp_id
left join unmet_goals
    on unmet_goals.mvp_id = roster.mvp_id and unmet_goals.year = roster.year
cross join rule_settings
cross join supplied
cross join changed
cross join ahead
where roster.is_current and membership.is_member
order by membership.mvp_id
