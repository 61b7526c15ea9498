-- One row per day, MVP and figure that other settings would change (docs/rules.md section 17):
-- how the MVP stands by the settings in force and by the others. Either is null where the figure is
-- not there.
-- key: day, mvp_id, figure, track
with sides as (
    select *, false as is_rehearsed from in_force
    union all by name
    select *, true as is_rehearsed from rehearsed
),
final as (
    select
        kept_on as day,
        mvp_id,
        any_value(name) as name,
        any_value(team) as team,
        figure,
        track,
        min_by(track_title, is_rehearsed) as track_title,
        min_by(track_rank, is_rehearsed) as track_rank,
        max(word) filter (not is_rehearsed) as before,
        max(word) filter (is_rehearsed) as after,
        max(label) filter (not is_rehearsed) as before_label,
        max(label) filter (is_rehearsed) as after_label,
    from sides
    group by all
    having before is distinct from after
)
select * from final
order by day desc, team nulls last, name, mvp_id, figure, track_rank
