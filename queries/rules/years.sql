-- One row per year in play: the year of D, and the renewal cycle's when that is the year before
-- (docs/rules.md sections 1 and 8). seen_to is D, or the year's end once that has passed.
with in_play as (
    select year from dates
    union
    select cycle_year from dates
),
ends as (
    select
        in_play.year,
        make_date(in_play.year, 1, 1) as first_day,
        max(make_date(in_play.year, rule_checkpoints.month, rule_checkpoints.day))
            as final_checkpoint,
    from in_play
    cross join rule_checkpoints
    group by all
),
seen as (
    select ends.*, dates.as_of, least(dates.as_of, ends.final_checkpoint) as seen_to,
        ends.year = dates.year as is_current,
        ends.year = dates.cycle_year as is_cycle,
    from ends
    cross join dates
),
final as (
    select
        seen.*,
        min(make_date(seen.year, rule_checkpoints.month, rule_checkpoints.day)) filter (
            make_date(seen.year, rule_checkpoints.month, rule_checkpoints.day) >= seen.seen_to
        ) as next_checkpoint,
    from seen
    cross join rule_checkpoints
    group by all
)
select * from final
