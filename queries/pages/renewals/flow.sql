-- One row per step between two checkpoints of the cycle and pair of levels: how many MVPs moved
-- from the one to the other. The last step is to today's stage.
-- key: from_label, to_label
with places as (
    select compared_on, row_number() over (order by compared_on) as place,
    from comparison_dates
    join years on compared_on between years.first_day and years.final_checkpoint
    where kind = 'checkpoint' and years.is_cycle
),
points as (
    select mvp_id, place, level_label as state,
        strftime(compared_on, '%b %-d') || ': ' || level_label as label,
    from earlier_members join places using (compared_on)
    union all
    select mvp_id, (select count(*) from places) + 1, stage_label, 'now: ' || stage_label
    from renewal_stage
),
steps as (
    select label as from_label, state as from_state, place as from_place,
        lead(label) over next as to_label, lead(state) over next as to_state,
    from points
    window next as (partition by mvp_id order by place)
)
select from_label, from_state, to_label, to_state, count(*) as mvps
from steps
where to_label is not null
group by all
order by min(from_place), from_label, to_label
