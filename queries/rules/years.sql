-- One row per year in play: the year of D, and the year of the renewal cycle when that is the year
-- before (docs/rules.md sections 1 and 8). seen_to is D, or the year's last day once it has passed.
-- key: year
with in_play as (
    select year from dates
    union
    select cycle_year from dates
),
limited as (
    select
        in_play.year,
        make_date(in_play.year, 1, 1) as first_day,
        checkpoints.checkpoint as final_checkpoint,
        dates.as_of,
        least(dates.as_of, checkpoints.checkpoint) as seen_to,
        in_play.year = dates.year as is_current,
        in_play.year = dates.cycle_year as is_cycle,
    from in_play
    join checkpoints on checkpoints.year = in_play.year and checkpoints.is_final
    cross join dates
),
final as (
    select limited.*, min(checkpoints.checkpoint) as next_checkpoint,
    from limited
    join checkpoints
        on checkpoints.year = limited.year and checkpoints.checkpoint >= limited.seen_to
    group by all
)
select * from final
