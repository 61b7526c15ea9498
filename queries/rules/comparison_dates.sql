-- One row per earlier day that pages compare D with (docs/rules.md section 1): the checkpoints of
-- the year that have passed, the final one of the year before, and the day a week ago. is_frozen:
-- the figures of the checkpoint were frozen.
-- key: compared_on, kind
with compared as (
    select checkpoints.checkpoint as compared_on, 'checkpoint' as kind,
    from checkpoints
    join dates on checkpoints.year = dates.year and checkpoints.checkpoint < dates.as_of
    union all
    select checkpoints.checkpoint as compared_on, 'checkpoint' as kind,
    from checkpoints
    join dates on checkpoints.year = dates.year - 1 and checkpoints.is_final
    union all
    select (as_of - to_weeks(1))::date as compared_on, 'week ago' as kind,
    from dates
),
final as (
    select
        compared.*,
        kind = 'checkpoint' and compared_on in (select checkpoint from published_checkpoints)
            as is_frozen,
    from compared
)
select * from final
