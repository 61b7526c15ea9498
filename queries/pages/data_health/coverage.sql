-- One row per track where raw files feed one: of the active MVPs who have committed to it, how many
-- a source of the track knows, by an account or by rows; its newest raw row and its largest gap.
-- sources, linked_mvps and newest_on are null where no source feeds the track.
-- key: track
with people as (
    select track, count(*) as committed_mvps, count(*) filter (is_linked) as linked_mvps,
    from track_accounts group by all
),
fed as (
    select track, string_agg(source, ', ' order by source) as sources, max(newest_on) as newest_on,
    from track_sources group by all
),
paused as (
    select track, count(*) as gaps, max_by(gaps, (days, to_on)) as longest from gaps group by all
)
select track_label as track, sources, coalesce(committed_mvps, 0) as committed_mvps,
    if(sources is not null, coalesce(linked_mvps, 0), null) as linked_mvps, newest_on,
    coalesce(gaps, 0) as gaps, longest.from_on || ' to ' || longest.to_on || ': ' || longest.days
        || ' days, usually ' || longest.usual_pause as largest_gap,
from rule_tracks left join people using (track) left join fed using (track)
left join paused using (track) where exists (from track_sources) order by track_rank
