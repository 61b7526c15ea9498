-- One row per track and source of raw files that feeds it, with the day of the source's newest row:
-- that of a stranger shows as well how new an export is (docs/sources.md).
-- key: track, source
with fed as (
    select track, source, max(newest_on) as newest_on from source_rows group by all
),
others as (
    select source, max(last_on) as newest_on from strangers group by all
),
final as (
    select fed.track, fed.source, greatest(fed.newest_on, others.newest_on) as newest_on,
    from fed
    left join others using (source)
)
select * from final order by track, source
