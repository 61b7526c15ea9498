-- One row per track where raw files feed one: of the active MVPs who have committed to it, how many
-- a source of the track knows, by an account or by rows; its newest raw row and its largest gap.
-- sources, linked_mvps and newest_on are null where no source feeds the track.
-- key: track
with known as (
    select mvp_id, track from source_rows
    union
    select accounts.mvp_id, track_sources.track,
    from accounts join track_sources on lower(track_sources.source) = lower(accounts.source)
),
people as (
    select track, count(*) as committed_mvps, count(known.mvp_id) as linked_mvps,
    from committed join years using (year) join members using (mvp_id)
    left join known using (mvp_id, track)
    where is_committed and is_current and status = 'active'
    group by all
),
fed as (
    select track, string_agg(source, ', ' order by source) as sources, max(newest_on) as newest_on,
    from track_sources group by all
),
paused as (
    select track, count(*) as gaps, max_by(gaps, (days, to_on)) as longest from gaps group by all
)
select track, sources, coalesce(committed_mvps, 0) as committed_mvps,
    if(sources is not null, coalesce(linked_mvps, 0), null) as linked_mvps, newest_on,
    coalesce(gaps, 0) as gaps, longest.from_on || ' to ' || longest.to_on || ': ' || longest.days
        || ' days, usually ' || longest.usual_pause as largest_gap,
from reach left join people using (track) left join fed using (track) left join paused using (track)
where exists (from track_sources) order by track
