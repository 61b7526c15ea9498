-- One row per track and source of raw files that feeds it, with the day of the source's newest row:
-- that of a stranger shows as well how new an export is (docs/sources.md). A source of strangers
-- alone feeds a track too: nobody is linked yet. stranger_rows has the rows of all strangers.
-- key: track, source
with fed as (
    select track, source, newest_on from source_rows
    union all
    select lower(stranger_rows.track), stranger_rows.source, stranger_rows.day,
    from stranger_rows
    join rule_tracks on rule_tracks.track = lower(stranger_rows.track)
    where stranger_rows.day is not null
),
others as (
    select source, max(last_on) as newest_on from strangers group by all
),
final as (
    select fed.track, fed.source, greatest(max(fed.newest_on), max(others.newest_on)) as newest_on,
    from fed
    left join others using (source)
    group by fed.track, fed.source
)
select * from final order by track, source
