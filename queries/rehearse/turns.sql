-- One row per day, figure and way from one word to another: how many MVPs go it by other settings
-- (docs/rules.md section 17). before or after is null where the figure is not there.
-- key: day, figure, track, before, after
with final as (
    select
        day,
        figure,
        track,
        any_value(track_title) as track_title,
        any_value(track_rank) as track_rank,
        before,
        after,
        any_value(before_label) as before_label,
        any_value(after_label) as after_label,
        count(*)::integer as people,
    from changes
    group by all
)
select * from final
order by day desc, figure, track_rank, people desc, before nulls last, after nulls last
