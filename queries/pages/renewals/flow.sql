-- One row per step between two checkpoints of the cycle and pair of states: how many MVPs of the
-- cycle moved from the one to the other. A state is the level of who was active, otherwise the
-- status. The last step is to today's stage.
-- key: from_label, to_label
with places as (
    select compared_on, row_number() over (order by compared_on) as place,
    from comparison_dates
    join years on compared_on between years.first_day and years.final_checkpoint
    where kind = 'checkpoint' and years.is_cycle
),
points as (
    select mvp_id, place, strftime(compared_on, '%b %-d') as heading,
        if(earlier_members.status = 'active', level_label, coalesce(status_label, label)) as state,
    from renewal_stage cross join places
    left join earlier_members using (mvp_id, compared_on)
    join rule_member_statuses on rule_member_statuses.status = 'upcoming'
    union all
    select mvp_id, (select count(*) from places) + 1, 'now', stage_label from renewal_stage
),
steps as (
    select heading || ': ' || state as from_label, state as from_state, place as from_place,
        lead(from_label) over next as to_label, lead(state) over next as to_state,
    from points window next as (partition by mvp_id order by place)
)
select from_label, from_state, to_label, to_state, count(*) as mvps
from steps
where to_label is not null
group by all
order by min(from_place), from_label, to_label
