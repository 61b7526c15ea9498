-- One row per track: the day up to which its data is complete (docs/rules.md section 13).
-- complete_until is null when there is no data at all; then the track is stale too.
-- key: track
with newest as (
    select max(day) as newest_on from contributions
),
stated as (
    select track, max(complete_until) as complete_until from sources group by all
),
reached as (
    select rule_tracks.track, coalesce(stated.complete_until, newest.newest_on) as complete_until,
    from rule_tracks
    cross join newest
    left join stated using (track)
),
final as (
    select
        reached.*,
        coalesce(
            reached.complete_until < dates.as_of - rule_settings.stale_days, true
        ) as is_stale,
    from reached
    cross join dates
    cross join rule_settings
)
select * from final
