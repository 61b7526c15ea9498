-- One row per day, MVP and figure that other settings would change (docs/rules.md section 17):
-- how the MVP stands by the settings in force and by the others. Either is null where the figure is
-- not there.
-- key: day, mvp_id, figure, track
with final as (
    select
        kept_on as day,
        mvp_id,
        coalesce(in_force.name, rehearsed.name) as name,
        coalesce(in_force.team, rehearsed.team) as team,
        figure,
        track,
        coalesce(in_force.track_title, rehearsed.track_title) as track_title,
        coalesce(in_force.track_rank, rehearsed.track_rank) as track_rank,
        in_force.word as before,
        rehearsed.word as after,
        in_force.label as before_label,
        rehearsed.label as after_label,
    from in_force
    full join rehearsed using (kept_on, mvp_id, figure, track)
    where before is distinct from after
)
select * from final
order by day desc, team nulls last, name, mvp_id, figure, track_rank
