-- One row per active MVP and track they have committed to this year: whether a source of raw
-- exports that feeds the track knows them, by an account or by rows (docs/rules.md section 13).
-- sources and is_linked are null where no raw export feeds the track.
-- key: mvp_id, track
with fed as (
    select track, string_agg(source, ', ' order by source) as sources
    from track_sources
    group by track
),
known as (
    select mvp_id, track from source_rows
    union
    select accounts.mvp_id, track_sources.track,
    from accounts
    join track_sources on lower(track_sources.source) = lower(accounts.source)
),
final as (
    select
        committed.mvp_id,
        membership.name,
        committed.track,
        rule_tracks.track_label,
        rule_tracks.track_rank,
        fed.sources,
        if(fed.sources is null, null, known.mvp_id is not null) as is_linked,
    from committed
    join dates using (year)
    join membership using (mvp_id)
    join rule_tracks using (track)
    left join fed using (track)
    left join known using (mvp_id, track)
    where committed.is_committed and membership.status = 'active'
)
select * from final
